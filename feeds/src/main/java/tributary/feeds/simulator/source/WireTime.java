package tributary.feeds.simulator.source;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times in RFC 3339, {@code 2026-09-29T13:45:58.116787Z}. Remembers the last second. For one
 * thread.
 */
public final class WireTime {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
  private static final byte[] ZONE = {'Z'};

  private long second = Long.MIN_VALUE;
  private byte[] text = {};

  /** Writes microseconds since the epoch with six digits after the point. */
  public void write(FrameBuffer to, long micros) {
    second(to, Math.floorDiv(micros, 1_000_000L));
    to.padded(Math.floorMod(micros, 1_000_000L), 6).add(ZONE);
  }

  /** Writes nanoseconds since the epoch, the zeros at the end of nine digits cut, but not all. */
  public void writeCut(FrameBuffer to, long nanos) {
    second(to, Math.floorDiv(nanos, 1_000_000_000L));
    long fraction = Math.floorMod(nanos, 1_000_000_000L);
    int digits = 9;
    while (digits > 1 && fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    to.padded(fraction, digits).add(ZONE);
  }

  private void second(FrameBuffer to, long asked) {
    if (asked != second) {
      second = asked;
      text = ascii(TO_THE_SECOND.format(Instant.ofEpochSecond(asked)));
    }
    to.add(text);
  }
}
