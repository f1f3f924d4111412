package tributary.feeds.venue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;

/** A venue that sends its frames over a WebSocket. */
public non-sealed interface SocketVenue extends Venue {

  /** What a venue sends at a steady rate, so that a quiet market and a dead socket differ. */
  enum Heartbeats {
    /** Nothing: silence proves nothing. */
    NONE,
    /** Something for the connection as a whole: one product may be dead all the same. */
    CONNECTION,
    /** Something for each product. */
    PRODUCT
  }

  /** Where its feed is. */
  URI endpoint();

  /**
   * What is asked for, spread over as many connections as the venue's limits want. In most cases it
   * is one, the request itself.
   */
  List<Feed> connections(Feed request);

  /**
   * The text messages to send right after connecting, in this order. Asked anew for each
   * connection, since signatures grow old.
   *
   * @param request what one connection asks for
   * @throws IllegalArgumentException as {@link #check}, and if a key is needed that is not there
   */
  List<String> subscribeFrames(Feed request, Access access);

  /** At least this long lies between two attempts to connect from one address. */
  default Duration connectSpacing() {
    return Duration.ofMillis(250);
  }

  /** How old a connection may get before the venue cuts it, if it does. */
  default Optional<Duration> longestConnection() {
    return Optional.empty();
  }

  /** Whether an ack names the products that it confirms; else it confirms all that was asked. */
  default boolean namesWhatItAcks() {
    return true;
  }

  /** Which heartbeats come, if so asked. WebSocket pings are none: the feed sends its own. */
  Heartbeats heartbeats(Feed request);

  /** What the frame is. Never throws, whatever the bytes are. */
  Heard classify(byte[] frame);
}
