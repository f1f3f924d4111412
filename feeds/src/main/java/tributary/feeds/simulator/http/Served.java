package tributary.feeds.simulator.http;

import java.util.List;

/**
 * A reply and what it is.
 *
 * @param products what it tells about; nothing if it is no data
 */
record Served(Response response, List<String> products) {
  Served {
    products = List.copyOf(products);
  }

  static Served refusal(Response response) {
    return new Served(response, List.of());
  }
}
