package tributary.feeds.socket;

import java.time.Duration;

/**
 * How patient a feed is.
 *
 * @param subscribeDeadline from the start of connecting to the venue's first answer that is no
 *     error
 * @param heartbeatTimeout how long a product may be without the heartbeat that the ack promised
 * @param firstBackoff the shortest pause before connecting again
 * @param longestBackoff the longest
 * @param maxMessageBytes the longest message, its fragments put together
 */
public record FeedSettings(
    Duration subscribeDeadline,
    Duration heartbeatTimeout,
    Duration firstBackoff,
    Duration longestBackoff,
    int maxMessageBytes) {

  /** 5 s to subscribe, 5 s without a heartbeat, 250 ms to 30 s of back-off, 4 MiB. */
  public static final FeedSettings DEFAULT =
      new FeedSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(30),
          4 << 20);

  public FeedSettings {
    check("subscribeDeadline", subscribeDeadline, Duration.ofMillis(1));
    check("heartbeatTimeout", heartbeatTimeout, Duration.ofMillis(1));
    check("firstBackoff", firstBackoff, Duration.ofMillis(1));
    check("longestBackoff", longestBackoff, firstBackoff);
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("Invalid maxMessageBytes: " + maxMessageBytes);
    }
  }

  /** The same with another back-off. */
  public FeedSettings withBackoff(Duration first, Duration longest) {
    return new FeedSettings(subscribeDeadline, heartbeatTimeout, first, longest, maxMessageBytes);
  }

  /** The same with another longest message. */
  public FeedSettings withMaxMessageBytes(int bytes) {
    return new FeedSettings(
        subscribeDeadline, heartbeatTimeout, firstBackoff, longestBackoff, bytes);
  }

  /**
   * The same for a venue whose time goes at another speed than ours: as much more patient as it is
   * slower, and no less patient if it is faster.
   *
   * @param speed 1 for a venue of our own time, 0.1 for one ten times as slow
   */
  public FeedSettings slowedTo(double speed) {
    double factor = 1 / Math.min(1, speed);
    return new FeedSettings(
        scaled(subscribeDeadline, factor),
        scaled(heartbeatTimeout, factor),
        firstBackoff,
        longestBackoff,
        maxMessageBytes);
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }

  private static void check(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (at least %s)".formatted(name, value, least));
    }
  }
}
