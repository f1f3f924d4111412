package tributary.feeds.simulator.source;

import java.time.InstantSource;

/**
 * How a generated market trades. The same values, with a fixed start, make the same trades for
 * ever.
 *
 * @param seed decides on every price
 * @param ratePerSecond trades per second of the market's own time, over all products
 * @param start the market's time at its beginning, asked once, for the first frame: a fixed one
 *     makes the same frames each time, that of the wall a market that trades now
 * @param trades how many; {@link Long#MAX_VALUE} for no end
 */
public record Trading(long seed, double ratePerSecond, InstantSource start, long trades) {

  /**
   * Takes a rate within reason.
   *
   * @throws IllegalArgumentException if it is not between one per hour and a million per second
   */
  public Trading {
    if (!(ratePerSecond >= 1 / 3600.0 && ratePerSecond <= 1_000_000)) {
      throw new IllegalArgumentException(
          "Invalid rate: " + ratePerSecond + " (from one per hour to 1000000 per second)");
    }
  }
}
