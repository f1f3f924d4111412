package tributary.feeds.coinbaseadvanced;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;

/** The messages that ask the venue for data: one per channel. */
final class SubscribeFrames {
  private SubscribeFrames() {}

  /**
   * {@code {"type":"subscribe","product_ids":["ETH-USD"],"channel":"market_trades","jwt":"..."}},
   * each with a token of its own if there is a key. Heartbeats come first, so that none is missed.
   */
  static List<String> of(Feed request, Access access) {
    check(request);
    Optional<TokenMaker> tokens = TokenMaker.of(access);
    List<String> frames = new ArrayList<>();
    frames.add(frame("", Facts.HEARTBEATS, tokens));
    String products =
        request.products().stream().collect(joining("\",\"", "\"product_ids\":[\"", "\"],"));
    for (String channel : request.channels()) {
      if (!channel.equals(Facts.HEARTBEATS)) {
        frames.add(frame(products, channel, tokens));
      }
    }
    return frames;
  }

  private static String frame(String products, String channel, Optional<TokenMaker> tokens) {
    String token = tokens.map(maker -> ",\"jwt\":\"" + maker.next() + "\"").orElse("");
    return "{\"type\":\"subscribe\"," + products + "\"channel\":\"" + channel + "\"" + token + "}";
  }

  /** The request in parts of so many products as one connection takes. */
  static List<Feed> connections(Feed request) {
    List<Feed> parts = new ArrayList<>();
    List<String> products = request.products();
    int step = Facts.PRODUCTS_PER_CONNECTION;
    for (int from = 0; from == 0 || from < products.size(); from += step) {
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
    for (String product : request.products()) {
      if (!Facts.PRODUCT.matcher(product).matches()) {
        throw new IllegalArgumentException(
            "Invalid product: %s (%s writes it like BTC-USD)".formatted(product, Facts.NAME));
      }
    }
    for (String channel : request.channels()) {
      if (!Facts.CHANNELS.contains(channel)) {
        throw new IllegalArgumentException(
            "Invalid channel: %s (%s offers %s)"
                .formatted(
                    channel, Facts.NAME, Facts.CHANNELS.stream().sorted().collect(joining(", "))));
      }
    }
  }
}
