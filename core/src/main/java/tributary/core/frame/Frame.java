package tributary.core.frame;

import org.jspecify.annotations.Nullable;
import tributary.core.rows.Headers;

/**
 * One record of the topic on its way in. One object is filled again and again by the thread that
 * reads the topic, so that the hot path makes none; nobody may hold on to it.
 */
public final class Frame {
  public int partition;
  public long offset;

  /** When the producer or the broker stamped the record, microseconds since the epoch. */
  public long kafkaMicros;

  /** When the feed received it, microseconds since the epoch. */
  public long receivedMicros;

  /** Who made it. */
  public FrameOrigin origin = FrameOrigin.VENUE;

  public byte @Nullable [] key;
  public byte @Nullable [] value;
  public final Headers headers = new Headers();
}
