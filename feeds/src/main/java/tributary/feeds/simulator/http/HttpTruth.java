package tributary.feeds.simulator.http;

import java.util.Map;

/**
 * What a simulator answered, so that a checker can say what the tables must hold.
 *
 * <pre>
 * calls = data + refused + misbehaved
 * </pre>
 *
 * @param calls requests that were answered
 * @param data replies that are data: each a row of bronze, if the client took it
 * @param dataBytes the sum of their lengths, before they were compressed
 * @param distinct those of them that differ from the one before to the same question
 * @param refused replies in which the venue refuses: keys, limits, what it does not know
 * @param misbehaved replies that the script spoiled
 * @param products for each product how many of the data tell about it
 */
public record HttpTruth(
    long calls,
    long data,
    long dataBytes,
    long distinct,
    long refused,
    long misbehaved,
    Map<String, Long> products) {

  public HttpTruth {
    products = Map.copyOf(products);
  }
}
