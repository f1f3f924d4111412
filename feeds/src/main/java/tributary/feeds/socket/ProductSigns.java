package tributary.feeds.socket;

import java.util.OptionalLong;

/** When one product was last heard of, and how often it usually is. Guarded by its owner. */
final class ProductSigns {
  private static final long NEVER = Long.MIN_VALUE;

  /** The usual spacing is a mean that forgets: each new one counts for a sixteenth. */
  private static final int MEMORY = 16;

  private static final int ENOUGH = 20;

  private long dataMicros = NEVER;
  private long heartbeatMicros = NEVER;
  private long dataNanos;
  private long heartbeatNanos;
  private long spacing;
  private long spacings;
  private boolean first = true;

  /** A new connection asks for it: what was before says nothing of the time since. */
  void connected(long nanos) {
    dataNanos = nanos;
    heartbeatNanos = nanos;
    first = true;
  }

  void data(long micros, long nanos) {
    if (!first) {
      spacings++;
      spacing += (nanos - dataNanos - spacing) / Math.min(spacings, MEMORY);
    }
    first = false;
    dataMicros = micros;
    dataNanos = nanos;
  }

  void heartbeat(long micros, long nanos) {
    heartbeatMicros = micros;
    heartbeatNanos = nanos;
  }

  FeedStatus.LastHeard lastHeard() {
    return new FeedStatus.LastHeard(micros(dataMicros), micros(heartbeatMicros));
  }

  long dataAge(long nanos) {
    return nanos - dataNanos;
  }

  long heartbeatAge(long nanos) {
    return nanos - heartbeatNanos;
  }

  /** The usual time between data in nanoseconds; 0 as long as too few have come. */
  long spacing() {
    return spacings < ENOUGH ? 0 : Math.max(1, spacing);
  }

  static OptionalLong micros(long value) {
    return value == NEVER ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
