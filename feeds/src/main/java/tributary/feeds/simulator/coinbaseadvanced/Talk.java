package tributary.feeds.simulator.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static tributary.feeds.simulator.ClientMessage.quoted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.simulator.ClientMessage;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;

/** One client: what it has subscribed to, and what to answer. */
final class Talk implements Conversation {
  private static final String HEARTBEATS = "heartbeats";
  private static final Set<String> CHANNELS =
      Set.of("ticker", "ticker_batch", "market_trades", HEARTBEATS, "level2", "candles", "status");
  private static final long BATCH_MICROS = 5_000_000;

  private final Offer offer;
  private final Optional<KeyHolder> keyHolder;
  private final Frames frames = new Frames();
  private final Map<String, Set<String>> subscribed = new LinkedHashMap<>();
  private final Map<String, Long> nextBatchMicros = new LinkedHashMap<>();
  private final Set<String> nonces = new HashSet<>();

  Talk(Offer offer, Optional<KeyHolder> keyHolder) {
    this.offer = offer;
    this.keyHolder = keyHolder;
  }

  /** Heartbeats alone begin nothing: they are asked for before the data is. */
  @Override
  public boolean begun() {
    return subscribed.keySet().stream().anyMatch(channel -> !channel.equals(HEARTBEATS));
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    String channel = facts.channel();
    if (channel == null || facts.product() == null) {
      return channel == null || subscribed.containsKey(channel);
    }
    return has(channel, facts.product())
        || (channel.equals("ticker") && isBatchDue(facts.product(), receivedMicros));
  }

  /** A batch is the first ticker of a product in each five seconds. */
  private boolean isBatchDue(String product, long receivedMicros) {
    boolean isDue =
        has("ticker_batch", product) && receivedMicros >= nextBatchMicros.getOrDefault(product, 0L);
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
      return List.of(error("malformed message"));
    }
    if (message.token().isPresent() && !isNew(message.token().get())) {
      return List.of(error("authentication failure"));
    }
    return switch (message.type()) {
      case "subscribe" -> subscribe(message, nowMicros);
      case "unsubscribe" -> unsubscribe(message, nowMicros);
      default -> List.of(error("unknown type: " + message.type()));
    };
  }

  /** Whether the token is good and was not used before. */
  private boolean isNew(String token) {
    return keyHolder.flatMap(holder -> holder.nonce(token)).filter(nonces::add).isPresent();
  }

  private List<byte[]> subscribe(SubscribeMessage message, long nowMicros) {
    String channel = message.channel();
    if (!CHANNELS.contains(channel)) {
      return List.of(error("unknown channel: " + channel));
    }
    if (channel.equals(HEARTBEATS)) {
      subscribed.put(HEARTBEATS, Set.of(HEARTBEATS));
      return List.of(ack(nowMicros));
    }
    List<byte[]> said = new ArrayList<>();
    for (String product : message.products()) {
      if (!offer.products().contains(product) || offer.refused().contains(product)) {
        said.add(error("invalid product: " + product));
        continue;
      }
      subscribed.computeIfAbsent(channel, known -> new LinkedHashSet<>()).add(product);
      String dataChannel = channel.equals("ticker_batch") ? "ticker" : channel;
      offer.last().of(dataChannel, product).map(Talk::snapshot).ifPresent(said::add);
    }
    said.add(ack(nowMicros));
    return said;
  }

  /** The last frame as the state to begin with; it comes before the ack. */
  private static byte[] snapshot(byte[] update) {
    return new String(update, UTF_8)
        .replace("[{\"type\":\"update\"", "[{\"type\":\"snapshot\"")
        .getBytes(UTF_8);
  }

  private List<byte[]> unsubscribe(SubscribeMessage message, long nowMicros) {
    Set<String> left = new LinkedHashSet<>(subscribed.getOrDefault(message.channel(), Set.of()));
    message.products().forEach(left::remove);
    if (message.products().isEmpty() || left.isEmpty()) {
      subscribed.remove(message.channel());
    } else {
      subscribed.put(message.channel(), left);
    }
    return List.of(ack(nowMicros));
  }

  private byte[] ack(long nowMicros) {
    String channels =
        subscribed.entrySet().stream()
            .map(
                channel ->
                    quoted(channel.getKey())
                        + channel.getValue().stream()
                            .map(ClientMessage::quoted)
                            .collect(joining(",", ":[", "]")))
            .collect(joining(","));
    return frames.ack(nowMicros * 1_000, channels);
  }

  private static byte[] error(String message) {
    return "{\"type\":\"error\",\"message\":%s}".formatted(quoted(message)).getBytes(UTF_8);
  }
}
