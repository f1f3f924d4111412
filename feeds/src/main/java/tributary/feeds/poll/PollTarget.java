package tributary.feeds.poll;

import java.net.URI;
import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.PolledVenue;

/**
 * Whom a feed asks, and for what.
 *
 * @param address the venue's own endpoint, or a simulator's; only this machine may be asked without
 *     TLS
 * @param access the keys, and the time that waits are told in
 */
public record PollTarget(PolledVenue venue, URI address, Feed request, Access access) {

  /**
   * @throws IllegalArgumentException if the venue cannot be asked for this, there or with these
   *     keys
   */
  public PollTarget {
    venue.check(request);
    for (Poll poll : venue.polls(request, access)) {
      venue.call(address, poll, access);
    }
  }

  List<Poll> polls() {
    return venue.polls(request, access);
  }
}
