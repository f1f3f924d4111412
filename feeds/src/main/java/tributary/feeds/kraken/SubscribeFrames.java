package tributary.feeds.kraken;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tributary.core.spec.Feed;

/** The messages that ask the venue for data: one channel each, answered once per product. */
final class SubscribeFrames {
  private SubscribeFrames() {}

  /** {@code {"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD"]}}} */
  static List<String> of(Feed request) {
    check(request);
    List<String> frames = new ArrayList<>();
    List<String> products = request.products();
    for (String channel : request.channels()) {
      for (int from = 0; from < products.size(); from += Facts.PRODUCTS_PER_SUBSCRIBE) {
        int to = Math.min(products.size(), from + Facts.PRODUCTS_PER_SUBSCRIBE);
        frames.add(subscribe(channel, products.subList(from, to)));
      }
    }
    return frames;
  }

  private static String subscribe(String channel, List<String> products) {
    return products.stream()
        .collect(
            joining(
                "\",\"",
                "{\"method\":\"subscribe\",\"params\":{\"channel\":\""
                    + channel
                    + "\",\"symbol\":[\"",
                "\"]}}"));
  }

  private static void check(Feed request) {
    if (request.products().isEmpty() || request.channels().isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid request: no product or no channel (%s wants both, such as BTC/USD and trade)"
              .formatted(Facts.NAME));
    }
    for (String product : request.products()) {
      if (!Facts.PRODUCT.matcher(product).matches()) {
        throw new IllegalArgumentException(
            "Invalid product: %s (%s writes it like BTC/USD)".formatted(product, Facts.NAME));
      }
    }
    for (String channel : request.channels()) {
      if (!Facts.DATA_CHANNELS.contains(channel)) {
        throw new IllegalArgumentException(
            "Invalid channel: %s (%s has %s; its heartbeats come by themselves)"
                .formatted(
                    channel, Facts.NAME, String.join(", ", new TreeSet<>(Facts.DATA_CHANNELS))));
      }
    }
  }
}
