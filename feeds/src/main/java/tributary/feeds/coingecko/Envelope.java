package tributary.feeds.coingecko;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What a reply is put in, since it does not say itself when it was given and by whom. The reply's
 * bytes stay as they are: no number is written anew.
 *
 * <pre>{@code {"timestamp":"2026-11-20T12:00:00.000017Z","source":"coingecko","data":<reply>}}
 * </pre>
 */
final class Envelope {
  private static final DateTimeFormatter TO_THE_MICROSECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Envelope() {}

  static byte[] around(byte[] reply, long receivedMicros) {
    Instant received =
        Instant.ofEpochSecond(
            Math.floorDiv(receivedMicros, 1_000_000L),
            Math.floorMod(receivedMicros, 1_000_000L) * 1_000);
    byte[] begin =
        "{\"timestamp\":\"%s\",\"source\":\"%s\",\"data\":"
            .formatted(TO_THE_MICROSECOND.format(received), Facts.NAME)
            .getBytes(US_ASCII);
    byte[] frame = new byte[begin.length + reply.length + 1];
    System.arraycopy(begin, 0, frame, 0, begin.length);
    System.arraycopy(reply, 0, frame, begin.length, reply.length);
    frame[frame.length - 1] = '}';
    return frame;
  }
}
