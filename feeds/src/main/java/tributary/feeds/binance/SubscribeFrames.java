package tributary.feeds.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tributary.core.spec.Feed;

/**
 * The messages that ask the venue for streams, and how many connections they need. Later messages
 * add to earlier ones; each has an id, by which it is answered.
 */
final class SubscribeFrames {
  private static final String END = "],\"id\":";
  private static final int LONGEST_ID = 10;

  private SubscribeFrames() {}

  /** {@code {"method":"SUBSCRIBE","params":["btcusdt@trade","ethusdt@trade"],"id":1}} */
  static List<String> of(Feed request) {
    check(request);
    List<String> frames = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String stream : streams(request)) {
      if (open.length() + stream.length() + 3 + LONGEST_ID > Facts.LONGEST_MESSAGE_BYTES) {
        frames.add(ended(open, frames.size() + 1));
        open.setLength(0);
      }
      open.append(open.isEmpty() ? "{\"method\":\"SUBSCRIBE\",\"params\":[\"" : ",\"");
      open.append(stream).append('"');
    }
    frames.add(ended(open, frames.size() + 1));
    return frames;
  }

  private static String ended(StringBuilder open, int id) {
    return open + END + id + "}";
  }

  /** The request's products in their order, as many on each connection as it can be asked for. */
  static List<Feed> connections(Feed request) {
    check(request);
    List<Feed> connections = new ArrayList<>();
    List<String> products = new ArrayList<>();
    for (String product : request.products()) {
      products.add(product);
      if (!fits(with(request, products))) {
        products.remove(products.size() - 1);
        connections.add(with(request, products));
        products.clear();
        products.add(product);
      }
    }
    connections.add(with(request, products));
    return connections;
  }

  private static boolean fits(Feed request) {
    return streams(request).size() <= Facts.STREAMS_PER_CONNECTION
        && of(request).size() <= Facts.MESSAGES_PER_CONNECTION;
  }

  private static Feed with(Feed request, List<String> products) {
    return new Feed(request.venue(), products, request.channels());
  }

  private static List<String> streams(Feed request) {
    List<String> streams = new ArrayList<>();
    for (String product : request.products()) {
      for (String channel : request.channels()) {
        streams.add(product.toLowerCase(Locale.ROOT) + "@" + channel);
      }
    }
    return streams;
  }

  private static void check(Feed request) {
    if (request.products().isEmpty() || request.channels().isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid request: no product or no channel (%s wants a stream such as BTCUSDT's trade)"
              .formatted(Facts.NAME));
    }
    request.products().forEach(name -> check("product", name, Facts.PRODUCT, "BTCUSDT"));
    request.channels().forEach(name -> check("channel", name, Facts.CHANNEL, "trade"));
    if (request.channels().stream().distinct().count() < request.channels().size()) {
      throw new IllegalArgumentException(
          "Invalid channels: %s (each once)".formatted(request.channels()));
    }
  }

  private static void check(String what, String name, Pattern form, String example) {
    if (!form.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (%s writes it like %s)".formatted(what, name, Facts.NAME, example));
    }
  }
}
