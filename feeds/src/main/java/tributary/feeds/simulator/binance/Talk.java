package tributary.feeds.simulator.binance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;

/** One client: the streams that it has subscribed to, and what to answer. */
final class Talk implements Conversation {
  private static final Set<String> CHANNELS = Set.of("trade", "ticker", "bookTicker");
  private static final int MOST_STREAMS = 1_024;
  private static final int MOST_MESSAGES = 5;
  private static final int LONGEST_MESSAGE_BYTES = 4_088;
  private static final long SECOND_MICROS = 1_000_000;
  private static final long DAY_MICROS = 24 * 3_600 * SECOND_MICROS;
  private static final Farewell TOO_MANY = new Farewell(null, Farewell.POLICY, "Too many requests");

  private final Offer offer;
  private final Set<String> subscribed = new LinkedHashSet<>();
  private final Deque<Long> heard = new ArrayDeque<>();
  private boolean begun;
  private boolean tooMany;
  private long firstMicros;

  Talk(Offer offer) {
    this.offer = offer;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    firstMicros = firstMicros == 0 ? receivedMicros : firstMicros;
    return facts.product() == null
        || facts.channel() == null
        || subscribed.contains(stream(facts.product(), facts.channel()));
  }

  private static String stream(String product, String channel) {
    return product.toLowerCase(Locale.ROOT) + "@" + channel;
  }

  @Override
  public Optional<Farewell> ending(long nowMicros) {
    if (tooMany) {
      return Optional.of(TOO_MANY);
    }
    boolean isOld = firstMicros > 0 && nowMicros - firstMicros >= DAY_MICROS;
    return isOld ? Optional.of(BinanceDialect.SHUTDOWN) : Optional.empty();
  }

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    count(nowMicros);
    // Longer messages are read in part and never answered.
    if (tooMany || text.getBytes(UTF_8).length > LONGEST_MESSAGE_BYTES) {
      return List.of();
    }
    return List.of(answer(text).getBytes(UTF_8));
  }

  private void count(long nowMicros) {
    heard.add(nowMicros);
    while (nowMicros - heard.getFirst() >= SECOND_MICROS) {
      heard.remove();
    }
    tooMany |= heard.size() > MOST_MESSAGES;
  }

  private String answer(String text) {
    Request request;
    try {
      request = Request.read(text);
    } catch (IOException unreadable) {
      return Answers.error(3, "Invalid JSON: " + unreadable.getMessage(), "null");
    }
    return switch (request.method()) {
      case "SUBSCRIBE" -> subscribe(request);
      case "UNSUBSCRIBE" -> {
        request.streams().forEach(subscribed::remove);
        yield Answers.done(request.id());
      }
      case "LIST_SUBSCRIPTIONS" -> Answers.list(subscribed, request.id());
      default -> Answers.error(2, "Invalid request: unknown method", request.id());
    };
  }

  /** All of its streams or none. */
  private String subscribe(Request request) {
    for (String stream : request.streams()) {
      if (!exists(stream)) {
        return Answers.error(2, "Invalid request: unknown stream " + stream, request.id());
      }
    }
    Set<String> all = new LinkedHashSet<>(subscribed);
    all.addAll(request.streams());
    if (all.size() > MOST_STREAMS) {
      return Answers.error(2, "Invalid request: more than 1024 streams", request.id());
    }
    subscribed.addAll(all);
    begun |= !subscribed.isEmpty();
    return Answers.done(request.id());
  }

  private boolean exists(String stream) {
    return offer.products().stream()
        .filter(product -> !offer.refused().contains(product))
        .anyMatch(
            product ->
                CHANNELS.stream().anyMatch(channel -> stream.equals(stream(product, channel))));
  }
}
