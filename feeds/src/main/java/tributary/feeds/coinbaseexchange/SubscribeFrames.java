package tributary.feeds.coinbaseexchange;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;

/** The messages that ask the venue for data. Later ones add to earlier ones. */
final class SubscribeFrames {
  private SubscribeFrames() {}

  /**
   * {@code {"type":"subscribe","product_ids":["BTC-USD"],"channels":["ticker","heartbeat"]}},
   * signed if there are keys.
   */
  static List<String> of(Feed request, Access access) {
    check(request);
    String signature = Signature.members(access);
    if (signature.isEmpty()) {
      request.channels().stream()
          .filter(Facts.CHANNELS_WITH_KEY::contains)
          .findFirst()
          .ifPresent(SubscribeFrames::refuse);
    }
    List<String> frames = new ArrayList<>();
    if (!request.products().isEmpty()) {
      String products = "\"product_ids\":" + array(request.products()) + ",";
      add(frames, products, channels(request, false), signature);
    }
    add(frames, "", channels(request, true), signature);
    return frames;
  }

  /**
   * The request in parts of so many products as one connection takes; channels of the whole venue
   * are asked for once.
   */
  static List<Feed> connections(Feed request) {
    List<Feed> parts = new ArrayList<>();
    List<String> products = request.products();
    int step = Facts.PRODUCTS_PER_CONNECTION;
    for (int from = 0; from == 0 || from < products.size(); from += step) {
      List<String> part = products.subList(from, Math.min(products.size(), from + step));
      List<String> channels = from == 0 ? request.channels() : channels(request, false);
      if (!channels.isEmpty()) {
        parts.add(new Feed(request.venue(), part, channels));
      }
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

  private static void refuse(String channel) {
    throw new IllegalArgumentException(
        "Cannot subscribe to %s of %s without a key (set %s, %s and %s)"
            .formatted(channel, Facts.NAME, Facts.KEY, Facts.SECRET, Facts.PASSPHRASE));
  }

  private static void add(
      List<String> frames, String products, List<String> channels, String signature) {
    if (!channels.isEmpty()) {
      frames.add(
          "{\"type\":\"subscribe\","
              + products
              + "\"channels\":"
              + array(channels)
              + signature
              + "}");
    }
  }

  private static List<String> channels(Feed request, boolean withoutProducts) {
    return request.channels().stream()
        .filter(name -> Facts.CHANNELS_WITHOUT_PRODUCTS.contains(name) == withoutProducts)
        .toList();
  }

  private static String array(List<String> names) {
    return names.stream().collect(joining("\",\"", "[\"", "\"]"));
  }
}
