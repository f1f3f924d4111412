package tributary.bench.feed;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tributary.core.spec.Feed;

/**
 * What a contestant is to do.
 *
 * @param products how many it asks for
 * @param perConnection how many of them on one connection
 * @param rate frames per second over all connections
 * @param warmUp frames that are not measured
 * @param frames frames that are
 */
record Load(
    URI server,
    String bootstrap,
    int products,
    int perConnection,
    int rate,
    long warmUp,
    long frames) {

  static List<String> products(int count) {
    return IntStream.range(0, count).mapToObj("B%03d-USD"::formatted).toList();
  }

  int connections() {
    return (products + perConnection - 1) / perConnection;
  }

  Feed request() {
    return new Feed("coinbase-exchange", products(products), List.of("ticker"));
  }

  /** The request cut into one for each connection. */
  List<Feed> parts(Feed request) {
    List<Feed> parts = new ArrayList<>();
    List<String> all = request.products();
    for (int from = 0; from < all.size(); from += perConnection) {
      int until = Math.min(all.size(), from + perConnection);
      parts.add(new Feed(request.venue(), all.subList(from, until), request.channels()));
    }
    return parts;
  }

  List<String> arguments() {
    return List.of(
        server.toString(),
        bootstrap,
        Integer.toString(products),
        Integer.toString(perConnection),
        Integer.toString(rate),
        Long.toString(warmUp),
        Long.toString(frames));
  }

  static Load parse(List<String> arguments) {
    return new Load(
        URI.create(arguments.get(0)),
        arguments.get(1),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Integer.parseInt(arguments.get(4)),
        Long.parseLong(arguments.get(5)),
        Long.parseLong(arguments.get(6)));
  }
}
