package tributary.app.run;

import java.util.List;
import java.util.Map;
import tributary.serve.board.ProductHealth;

/**
 * How what fills the topic is doing.
 *
 * @param address where its frames come from
 * @param state in a few words
 * @param products how each product that was asked for is doing
 * @param refused frames that will not be in the topic, by reason
 * @param notes what went wrong, what is waited for, what was repaired; oldest first
 */
record InflowReport(
    String address,
    String state,
    List<ProductHealth> products,
    Map<String, Long> refused,
    List<String> notes) {
  InflowReport {
    products = List.copyOf(products);
    refused = Map.copyOf(refused);
    notes = List.copyOf(notes);
  }
}
