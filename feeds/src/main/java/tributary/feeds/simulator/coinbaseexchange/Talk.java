package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;

/** One client: what it has subscribed to, and what to answer. */
final class Talk implements Conversation {
  private static final long BATCH_MICROS = 1_000_000;

  private final Offer offer;
  private final Optional<KeyHolder> keyHolder;
  private final Map<String, Set<String>> subscribed = new TreeMap<>();
  private final Map<String, Long> nextBatchMicros = new HashMap<>();
  private boolean begun;
  private boolean isKnown;
  private int acks;

  Talk(Offer offer, Optional<KeyHolder> keyHolder) {
    this.offer = offer;
    this.keyHolder = keyHolder;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    String product = facts.product();
    String channel = facts.channel();
    if (product == null || channel == null) {
      return true;
    }
    return has(channel, product)
        || (channel.equals(Channels.TICKER) && isBatchDue(product, receivedMicros));
  }

  /** A batch is the first ticker of a product in each second. */
  private boolean isBatchDue(String product, long receivedMicros) {
    boolean isDue =
        has(Channels.TICKER_BATCH, product)
            && receivedMicros >= nextBatchMicros.getOrDefault(product, 0L);
    if (isDue) {
      nextBatchMicros.put(product, (receivedMicros / BATCH_MICROS + 1) * BATCH_MICROS);
    }
    return isDue;
  }

  private boolean has(String channel, String product) {
    return subscribed.getOrDefault(channel, Set.of()).contains(product);
  }

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    SubscribeMessage message;
    try {
      message = SubscribeMessage.read(text);
    } catch (IOException unreadable) {
      return bytes(List.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}"));
    }
    return switch (message.type()) {
      case "subscribe" -> subscribe(message);
      case "unsubscribe" -> unsubscribe(message);
      default -> bytes(List.of(Answers.error("Type has to be either subscribe or unsubscribe")));
    };
  }

  private List<byte[]> subscribe(SubscribeMessage message) {
    Optional<SubscribeMessage.Signature> signature = message.signature();
    if (signature.isPresent()) {
      isKnown = keyHolder.filter(holder -> holder.signed(signature.get())).isPresent();
      if (!isKnown) {
        return bytes(List.of(Answers.UNAUTHENTICATED));
      }
    }
    List<String> said = new ArrayList<>();
    List<byte[]> after = new ArrayList<>();
    message.channels().forEach((name, products) -> add(name, products, said, after));
    begun |= !subscribed.isEmpty();
    said.add(Answers.ack(subscribed, acks++));
    List<byte[]> answer = bytes(said);
    answer.addAll(after);
    return answer;
  }

  private void add(String name, List<String> products, List<String> errors, List<byte[]> after) {
    String channel = Channels.named(name);
    if (!Channels.exists(channel)) {
      errors.add(Answers.error(name + " is not a valid channel"));
    } else if (Channels.needsKey(channel) && !isKnown) {
      errors.add(Answers.error("level2, level3, and full channels now require authentication."));
    } else if (!Channels.takesProducts(channel)) {
      subscribed.computeIfAbsent(channel, known -> new LinkedHashSet<>());
      after.add(Answers.status(offer.products()).getBytes(UTF_8));
    } else if (products.isEmpty()) {
      errors.add(Answers.error("You need to specify at least one product ID for channel " + name));
    } else {
      products.forEach(product -> add(channel, product, errors, after));
    }
  }

  private void add(String channel, String product, List<String> errors, List<byte[]> after) {
    if (!offer.products().contains(product)) {
      errors.add(Answers.error(product + " is not a valid product"));
    } else if (offer.refused().contains(product)) {
      errors.add(Answers.error(product + " is delisted"));
    } else {
      subscribed.computeIfAbsent(channel, known -> new LinkedHashSet<>()).add(product);
      last(channel, product).ifPresent(after::add);
    }
  }

  /** The venue repeats what a product had last to whoever subscribes. */
  private Optional<byte[]> last(String channel, String product) {
    return switch (channel) {
      case Channels.TICKER, Channels.TICKER_BATCH -> offer.last().of(Channels.TICKER, product);
      case Channels.MATCHES -> offer.last().of(Channels.MATCHES, product).map(Answers::lastMatch);
      default -> Optional.empty();
    };
  }

  private List<byte[]> unsubscribe(SubscribeMessage message) {
    message
        .channels()
        .forEach(
            (name, products) -> {
              String channel = Channels.named(name);
              Set<String> left = subscribed.getOrDefault(channel, new LinkedHashSet<>());
              left.removeAll(products);
              if (products.isEmpty() || left.isEmpty()) {
                subscribed.remove(channel);
              }
            });
    return bytes(List.of(Answers.ack(subscribed, acks++)));
  }

  private static List<byte[]> bytes(List<String> texts) {
    List<byte[]> frames = new ArrayList<>();
    texts.forEach(text -> frames.add(text.getBytes(UTF_8)));
    return frames;
  }
}
