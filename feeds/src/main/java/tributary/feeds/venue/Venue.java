package tributary.feeds.venue;

import tributary.core.spec.Feed;

/**
 * One venue, as a feed needs to know it. Pure: no socket, no clock, no state; any thread may call.
 */
public sealed interface Venue permits SocketVenue, PolledVenue {

  /** The name that pipeline files call it by. */
  String name();

  /** What people are told about it. */
  Profile profile();

  /**
   * Looks at what a pipeline file asks of the venue.
   *
   * @throws IllegalArgumentException if a product or channel is not written as this venue writes
   *     them, or is not offered
   */
  void check(Feed request);
}
