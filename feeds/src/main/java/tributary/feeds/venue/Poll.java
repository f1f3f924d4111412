package tributary.feeds.venue;

import java.time.Duration;
import java.util.List;

/**
 * One thing that is asked again and again.
 *
 * @param channel the venue's channel
 * @param products what one reply tells about
 * @param key the key of its records, and of the marks of its products, so that they stay in one
 *     partition and in order
 * @param every how long from one call to the next
 */
public record Poll(String channel, List<String> products, String key, Duration every) {

  public Poll {
    products = List.copyOf(products);
    if (every.toMillis() < 1) {
      throw new IllegalArgumentException("Invalid interval: " + every + " (1 ms at least)");
    }
  }

  /** The same, asked at another interval. */
  public Poll every(Duration other) {
    return new Poll(channel, products, key, other);
  }
}
