package tributary.feeds.bitstamp;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import tributary.core.spec.Feed;

/** The messages that ask the venue for data: one for each channel of each product. */
final class SubscribeFrames {
  private SubscribeFrames() {}

  /** {@code {"event":"bts:subscribe","data":{"channel":"live_trades_btcusd"}}} */
  static List<String> of(Feed request) {
    check(request);
    List<String> frames = new ArrayList<>();
    for (String product : request.products()) {
      for (String channel : request.channels()) {
        frames.add(
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\""
                + channel
                + "_"
                + product
                + "\"}}");
      }
    }
    return frames;
  }

  /** The request in parts of so many products as one connection takes. */
  static List<Feed> connections(Feed request) {
    check(request);
    int step = Facts.SUBSCRIPTIONS_PER_CONNECTION / request.channels().size();
    List<Feed> parts = new ArrayList<>();
    List<String> products = request.products();
    for (int from = 0; from < products.size(); from += step) {
      List<String> part = products.subList(from, Math.min(products.size(), from + step));
      parts.add(new Feed(request.venue(), part, request.channels()));
    }
    return parts;
  }

  /**
   * Looks whether the venue can be asked for this.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(Feed request) {
    if (request.products().isEmpty() || request.channels().isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid request: no product or no channel (%s wants both, such as btcusd and live_trades)"
              .formatted(Facts.NAME));
    }
    for (String product : request.products()) {
      if (!Facts.PRODUCT.matcher(product).matches()) {
        throw new IllegalArgumentException(
            "Invalid product: %s (%s writes it like btcusd)".formatted(product, Facts.NAME));
      }
    }
    for (String channel : request.channels()) {
      if (!Facts.CHANNELS.contains(channel)) {
        throw new IllegalArgumentException(
            "Invalid channel: %s (%s has %s)"
                .formatted(
                    channel, Facts.NAME, Facts.CHANNELS.stream().sorted().collect(joining(", "))));
      }
    }
    if (request.channels().stream().distinct().count() < request.channels().size()) {
      throw new IllegalArgumentException(
          "Invalid channels: %s (each once)".formatted(request.channels()));
    }
  }
}
