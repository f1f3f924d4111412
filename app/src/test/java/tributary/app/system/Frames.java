package tributary.app.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells frames apart by how they begin. */
final class Frames {
  private static final byte[] ACK = "{\"type\":\"subscriptions\"".getBytes(US_ASCII);
  private static final byte[] ERROR = "{\"type\":\"error\"".getBytes(US_ASCII);

  private Frames() {}

  /** Whether it is an ack or an error: what those say depends on what was asked. */
  static boolean isAnswer(byte @Nullable [] frame) {
    return frame != null && (begins(frame, ACK) || begins(frame, ERROR));
  }

  private static boolean begins(byte[] frame, byte[] with) {
    return frame.length >= with.length
        && Arrays.equals(frame, 0, with.length, with, 0, with.length);
  }
}
