package tributary.feeds.simulator;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How fast frames are sent, against the time between their receive times. A gap longer than 5 s in
 * them counts as 5 s: a recording may have slept for a day.
 *
 * @param speed 1 for the pace at which they were recorded, 10 for ten times as fast, infinite for
 *     as fast as they are taken
 */
public record Pace(double speed) {
  /** As fast as the client takes them. */
  public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

  /** As they came. */
  public static final Pace RECORDED = new Pace(1);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
  private static final long LONGEST_GAP_MICROS = 5_000_000;

  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "Invalid speed: " + speed + " (write max or a number > 0)");
    }
  }

  /**
   * Reads {@code max} or a number of times.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Pace parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("Invalid speed: " + text + " (write max or a number > 0)");
    }
    return new Pace(Double.parseDouble(text));
  }

  /** How long that takes; at the greatest speed, which has no end, as long as it says. */
  long nanosOf(Duration duration) {
    return (long) (duration.toNanos() / (Double.isInfinite(speed) ? 1 : speed));
  }

  /** How long to wait, in nanoseconds, between frames with so much time between their receipts. */
  long nanosFor(long gapMicros) {
    long gap = Math.max(0, Math.min(gapMicros, LONGEST_GAP_MICROS));
    return (long) (gap * 1_000 / speed);
  }
}
