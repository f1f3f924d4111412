package tributary.feeds.simulator.source;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times as the venue does, {@code 2026-09-29T13:45:58.116787Z}. Remembers the last second.
 */
final class WireTime {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
  private static final byte[] ZONE = {'Z'};

  private long second = Long.MIN_VALUE;
  private byte[] text = {};

  void write(FrameBuffer to, long micros) {
    long asked = Math.floorDiv(micros, 1_000_000L);
    if (asked != second) {
      second = asked;
      text = ascii(TO_THE_SECOND.format(Instant.ofEpochSecond(asked)));
    }
    to.add(text).micros((int) Math.floorMod(micros, 1_000_000L)).add(ZONE);
  }
}
