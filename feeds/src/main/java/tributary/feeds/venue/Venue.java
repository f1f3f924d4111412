package tributary.feeds.venue;

import java.net.URI;
import java.util.List;
import tributary.core.spec.Feed;

/**
 * One venue, as a feed needs to know it. Pure: no socket, no clock, no state; any thread may call.
 */
public interface Venue {

  /** The name that pipeline files call it by. */
  String name();

  /** Where its public feed is. */
  URI endpoint();

  /**
   * The text messages to send right after connecting, in this order.
   *
   * @throws IllegalArgumentException if a product or channel is not written as this venue writes
   *     them
   */
  List<String> subscribeFrames(Feed request);

  /**
   * Whether the venue, so asked, sends a heartbeat for each product at a steady rate. Without them
   * a quiet market and a dead socket look alike.
   */
  boolean sendsHeartbeats(Feed request);

  /** What the frame is. Never throws, whatever the bytes are. */
  FrameKind classify(byte[] frame);
}
