package tributary.feeds.poll;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A feed that asks, at one moment.
 *
 * @param calls calls made
 * @param frames replies published
 * @param bytes the sum of their lengths
 * @param marks marks published, one for each product that was not heard of for too long
 * @param failures calls without a reply that could be used, by reason
 * @param venueErrors what the venue refused, in its own words without secrets, and how often
 * @param products for each product asked for, when the last reply that tells about it was received,
 *     in microseconds since the epoch
 * @param unsubscribed products that the venue's last good reply did not tell about: it may not know
 *     them
 * @param waitingFor why the next call has to wait, if it is not just its time that has not come
 * @param lastFailure why the last call that failed did, if one has
 */
public record PollStatus(
    State state,
    long calls,
    long frames,
    long bytes,
    long marks,
    Map<String, Long> failures,
    Map<String, Long> venueErrors,
    Map<String, OptionalLong> products,
    Set<String> unsubscribed,
    Optional<String> waitingFor,
    Optional<String> lastFailure) {

  public PollStatus {
    failures = Map.copyOf(failures);
    venueErrors = Map.copyOf(venueErrors);
    products = Map.copyOf(products);
    unsubscribed = Set.copyOf(unsubscribed);
  }

  /** Where a feed is in its life. */
  public enum State {
    /** No reply yet. */
    CONNECTING,
    /** The last call brought data. */
    LIVE,
    /** The last call did not. */
    BACKING_OFF,
    CLOSED
  }
}
