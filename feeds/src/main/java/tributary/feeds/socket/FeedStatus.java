package tributary.feeds.socket;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A feed at one moment.
 *
 * @param frames whole frames received and published, on all connections
 * @param bytes the sum of their lengths
 * @param reconnects connections begun after the first
 * @param refusals messages not taken, by reason, {@code too_large} or {@code not_utf8}
 * @param venueErrors what the venue refused, in its own words, and how often
 * @param products for each product asked for, when it was last heard of
 * @param lastEnding why the last connection ended, if one has
 */
public record FeedStatus(
    State state,
    long frames,
    long bytes,
    long reconnects,
    Map<String, Long> refusals,
    Map<String, Long> venueErrors,
    Map<String, LastHeard> products,
    Optional<String> lastEnding) {

  public FeedStatus {
    refusals = Map.copyOf(refusals);
    venueErrors = Map.copyOf(venueErrors);
    products = Map.copyOf(products);
  }

  /** Where a feed is in its life. */
  public enum State {
    CONNECTING,
    LIVE,
    BACKING_OFF,
    CLOSED
  }

  /**
   * Receive times in microseconds since the epoch. Heartbeats that go on while data stay away show
   * a channel that died alone.
   */
  public record LastHeard(OptionalLong dataMicros, OptionalLong heartbeatMicros) {}
}
