package tributary.feeds.poll;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a feed asks, and how patient it is.
 *
 * @param every how long from one call to the next for the same thing; empty for what the venue
 *     suggests
 * @param firstBackoff the shortest pause after a call that failed
 * @param longestBackoff the longest
 */
public record PollSettings(
    Optional<Duration> every, Duration firstBackoff, Duration longestBackoff) {

  /** The venue's own intervals; 1 s to 60 s of back-off. */
  public static final PollSettings DEFAULT =
      new PollSettings(Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(60));

  public PollSettings {
    if (firstBackoff.toMillis() < 1 || longestBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "Invalid back-off: from %s to %s".formatted(firstBackoff, longestBackoff));
    }
  }

  /** The same with another interval. */
  public PollSettings every(Duration interval) {
    return new PollSettings(Optional.of(interval), firstBackoff, longestBackoff);
  }
}
