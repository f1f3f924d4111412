package tributary.feeds.simulator;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The venue's side of one connection: what the client has subscribed to, and what to answer. In a
 * replay the recording holds the answers, so none are added. For one thread.
 */
final class Conversation {
  private static final Set<String> CHANNELS = Set.of("ticker", "heartbeat");

  /** What to send back, and whose last ticker is to follow. */
  record Reply(List<String> frames, List<String> lastTickersOf) {
    static final Reply NOTHING = new Reply(List.of(), List.of());
  }

  private final Optional<List<String>> market;
  private final Map<String, Set<String>> subscribed = new LinkedHashMap<>();
  private boolean begun;

  /**
   * @param market the products there are; empty for a replay
   */
  Conversation(Optional<List<String>> market) {
    this.market = market;
  }

  /** Whether the client has asked for something that there is. */
  boolean begun() {
    return begun;
  }

  /** Whether the client has asked for such frames. */
  boolean wants(FrameFacts facts) {
    String product = facts.product();
    if (market.isEmpty() || product == null || facts.kind() == FrameFacts.Kind.OTHER) {
      return true;
    }
    String channel = facts.kind() == FrameFacts.Kind.HEARTBEAT ? "heartbeat" : "ticker";
    return subscribed.getOrDefault(channel, Set.of()).contains(product);
  }

  /** Takes a message of the client. */
  Reply hear(String text) {
    SubscribeMessage message;
    try {
      message = SubscribeMessage.read(text);
    } catch (IOException unreadable) {
      return new Reply(List.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}"), List.of());
    }
    if (market.isEmpty()) {
      begun |= message.type().equals("subscribe");
      return Reply.NOTHING;
    }
    return switch (message.type()) {
      case "subscribe" -> subscribe(message, market.get());
      case "unsubscribe" -> unsubscribe(message);
      default ->
          new Reply(List.of(error("Type has to be either subscribe or unsubscribe")), List.of());
    };
  }

  /** One error per channel and bad product first, then the ack with the whole state. */
  private Reply subscribe(SubscribeMessage message, List<String> known) {
    List<String> frames = new ArrayList<>();
    Set<String> added = new LinkedHashSet<>();
    message
        .channels()
        .forEach(
            (channel, products) -> {
              if (!CHANNELS.contains(channel)) {
                frames.add(error(channel + " is not a valid channel"));
              } else if (products.isEmpty()) {
                frames.add(
                    error("You need to specify at least one product ID for channel " + channel));
              } else {
                add(channel, products, known, frames, added);
              }
            });
    begun |= !subscribed.isEmpty();
    frames.add(ack());
    return new Reply(frames, List.copyOf(added));
  }

  private void add(
      String channel,
      List<String> products,
      List<String> known,
      List<String> errors,
      Set<String> added) {
    for (String product : products) {
      if (!known.contains(product)) {
        errors.add(error(product + " is not a valid product"));
        continue;
      }
      subscribed.computeIfAbsent(channel, name -> new LinkedHashSet<>()).add(product);
      if (channel.equals("ticker")) {
        added.add(product);
      }
    }
  }

  private Reply unsubscribe(SubscribeMessage message) {
    message
        .channels()
        .forEach(
            (channel, products) -> {
              Set<String> left = subscribed.getOrDefault(channel, new LinkedHashSet<>());
              left.removeAll(products);
              if (products.isEmpty() || left.isEmpty()) {
                subscribed.remove(channel);
              }
            });
    return new Reply(List.of(ack()), List.of());
  }

  private String ack() {
    return subscribed.entrySet().stream()
        .map(
            channel ->
                "{\"name\":%s,\"product_ids\":[%s],\"account_ids\":null}"
                    .formatted(
                        quoted(channel.getKey()),
                        channel.getValue().stream()
                            .map(Conversation::quoted)
                            .collect(joining(","))))
        .collect(joining(",", "{\"type\":\"subscriptions\",\"channels\":[", "]}"));
  }

  private static String error(String reason) {
    return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":%s}"
        .formatted(quoted(reason));
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
