package tributary.feeds.venue;

import java.net.URI;
import java.util.List;
import tributary.core.spec.Feed;

/** A venue that is asked again and again over HTTP. */
public non-sealed interface PolledVenue extends Venue {

  /** Where it is; it may have another host for those who pay. */
  URI endpoint(Access access);

  /** How often it may be called, all of it at once; a key may allow more. */
  List<Limit> limits(Access access);

  /**
   * What is asked again and again for such a request.
   *
   * @throws IllegalArgumentException as {@link #check}, and if a key is needed that is not there
   */
  List<Poll> polls(Feed request, Access access);

  /**
   * How to ask. Made anew for each call, since keys change.
   *
   * @param address the venue's own endpoint, or a simulator's
   * @throws IllegalArgumentException if a key is needed that is not there, or the address cannot be
   *     asked
   */
  Call call(URI address, Poll poll, Access access);

  /** What the body of an answer with status 200 is. Never throws, whatever the bytes are. */
  Reading read(Poll poll, byte[] body);

  /**
   * The record's value for a body that is data: the body's own bytes, alone or within others.
   *
   * @param receivedMicros when it was received, microseconds since the epoch
   */
  byte[] frame(byte[] body, long receivedMicros);
}
