package tributary.feeds.coinbaseexchange;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tributary.core.spec.Feed;

/**
 * The messages that ask the venue for data. Later subscribes add to earlier ones, so a long list of
 * products may be split.
 */
final class SubscribeFrames {
  private SubscribeFrames() {}

  /** {@code {"type":"subscribe","product_ids":["BTC-USD"],"channels":["ticker","heartbeat"]}} */
  static List<String> of(Feed request) {
    request.products().forEach(name -> check("product", name, Facts.PRODUCT, "BTC-USD"));
    request.channels().forEach(name -> check("channel", name, Facts.CHANNEL, "ticker"));
    List<String> frames = new ArrayList<>();
    for (List<String> products : split(request.products())) {
      add(frames, "\"product_ids\":" + array(products) + ",", channels(request, false));
    }
    add(frames, "", channels(request, true));
    return frames;
  }

  private static void add(List<String> frames, String products, List<String> channels) {
    if (!channels.isEmpty()) {
      frames.add("{\"type\":\"subscribe\"," + products + "\"channels\":" + array(channels) + "}");
    }
  }

  private static List<String> channels(Feed request, boolean withoutProducts) {
    return request.channels().stream()
        .filter(name -> Facts.CHANNELS_WITHOUT_PRODUCTS.contains(name) == withoutProducts)
        .toList();
  }

  private static List<List<String>> split(List<String> products) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < products.size(); from += Facts.PRODUCTS_PER_SUBSCRIBE) {
      int to = Math.min(products.size(), from + Facts.PRODUCTS_PER_SUBSCRIBE);
      parts.add(products.subList(from, to));
    }
    return parts;
  }

  private static String array(List<String> names) {
    return names.stream().collect(joining("\",\"", "[\"", "\"]"));
  }

  private static void check(String what, String name, Pattern form, String example) {
    if (!form.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (%s writes it like %s)".formatted(what, name, Facts.NAME, example));
    }
  }
}
