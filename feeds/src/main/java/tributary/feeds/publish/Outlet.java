package tributary.feeds.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameOrigin;

/**
 * Where a feed puts its frames. Any thread; what one thread puts in keeps its order, so that a
 * product whose frames all come on one connection keeps its own.
 */
public interface Outlet {

  /**
   * Takes a frame. Waits while there is no room, for as long as its owner allows: that is the
   * back-pressure that a feed passes on to its venue. Never throws for a frame that it cannot take:
   * it counts the refusal.
   *
   * @param key the product, or null where the frame names none
   * @param frame the exact bytes, not changed afterwards
   * @param receivedMicros when the frame was received, microseconds since the epoch
   */
  default void publish(@Nullable String key, byte[] frame, long receivedMicros) {
    publish(key, frame, receivedMicros, FrameOrigin.VENUE);
  }

  /**
   * As {@link #publish(String, byte[], long)}, with another origin.
   *
   * @param origin who made the frame
   */
  void publish(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin);

  /**
   * Waits until every frame taken is either acknowledged or counted as refused.
   *
   * @return false if some were still on their way when the time was over
   */
  boolean flush(Duration longest);
}
