package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static tributary.feeds.simulator.ClientMessage.quoted;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tributary.feeds.simulator.ClientMessage;

/** What the venue says about itself and about subscriptions. */
final class Answers {
  static final String UNAUTHENTICATED =
      "{\"type\":\"error\",\"message\":\"Authentication Failed\",\"reason\":\"invalid signature\"}";

  private static final byte[] MATCH = "{\"type\":\"match\"".getBytes(US_ASCII);
  private static final byte[] LAST_MATCH = "{\"type\":\"last_match\"".getBytes(US_ASCII);

  private Answers() {}

  static String error(String reason) {
    return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":%s}"
        .formatted(quoted(reason));
  }

  /**
   * All that is subscribed.
   *
   * @param number how many acks came before: the order is arbitrary and never the same
   */
  static String ack(Map<String, Set<String>> subscribed, int number) {
    return subscribed.entrySet().stream()
        .sorted(byChance(Map.Entry::getKey, number))
        .map(
            channel ->
                "{\"name\":%s,\"product_ids\":[%s],\"account_ids\":null}"
                    .formatted(
                        quoted(Channels.ackedAs(channel.getKey())),
                        channel.getValue().stream()
                            .sorted(byChance(Function.identity(), number))
                            .map(ClientMessage::quoted)
                            .collect(joining(","))))
        .collect(joining(",", "{\"type\":\"subscriptions\",\"channels\":[", "]}"));
  }

  private static <T> Comparator<T> byChance(Function<T, String> name, int number) {
    return Comparator.comparingInt(each -> (name.apply(each).hashCode() ^ number) * 0x9e3779b9);
  }

  /** The match as it is told to a new subscriber. */
  static byte[] lastMatch(byte[] match) {
    return ByteBuffer.allocate(match.length - MATCH.length + LAST_MATCH.length)
        .put(LAST_MATCH)
        .put(match, MATCH.length, match.length - MATCH.length)
        .array();
  }

  /** The venue's whole list, shortened to what there is to say of a market of whole products. */
  static String status(List<String> products) {
    return products.stream()
        .map(Answers::status)
        .collect(joining(",", "{\"type\":\"status\",\"products\":[", "],\"currencies\":[]}"));
  }

  private static String status(String product) {
    int dash = Math.max(0, product.indexOf('-'));
    return ("{\"id\":%s,\"base_currency\":%s,\"quote_currency\":%s,\"base_increment\":\"0.00000001\","
            + "\"quote_increment\":\"0.01\",\"display_name\":%s,\"status\":\"online\","
            + "\"status_message\":null,\"min_market_funds\":\"1\",\"post_only\":false,"
            + "\"limit_only\":false,\"cancel_only\":false,\"fx_stablecoin\":false}")
        .formatted(
            quoted(product),
            quoted(product.substring(0, dash)),
            quoted(product.substring(dash + 1)),
            quoted(product.replace('-', '/')));
  }
}
