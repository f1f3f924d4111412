package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

/** Ways to spoil a frame. */
final class Damage {
  private static final int DEPTH = 2_000;
  private static final byte[] PADDING_BEGIN =
      "{\"type\":\"padding\",\"padding\":\"".getBytes(US_ASCII);
  private static final byte[] PADDING_END = "\"}".getBytes(US_ASCII);

  private Damage() {}

  /** The frame as something that is no JSON object. */
  static Frame malformed(Frame frame, SplittableRandom random, Dialect dialect) {
    byte[] bytes = frame.bytes();
    long received = frame.receivedMicros();
    return switch (random.nextInt(4)) {
      case 0 -> Frame.text("upstream connect error".getBytes(US_ASCII), received, dialect);
      case 1 -> Frame.text("[".repeat(DEPTH).getBytes(US_ASCII), received, dialect);
      case 2 -> Frame.binary(noise(random), received, dialect);
      default ->
          Frame.text(Arrays.copyOf(bytes, random.nextInt(1, bytes.length)), received, dialect);
    };
  }

  /** Text by its form and not by its bytes. */
  static Frame notUtf8(Frame frame, SplittableRandom random, Dialect dialect) {
    return Frame.text(noise(random), frame.receivedMicros(), dialect);
  }

  /** Bytes that are not UTF-8. */
  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[64];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  /** The frame without a field, or, for the name {@code trade}, without those of a trade. */
  static Frame without(Frame frame, String name, Dialect dialect) {
    Set<String> names = name.equals("trade") ? dialect.tradeFields() : Set.of(name);
    byte[] kept = Omission.of(frame.bytes(), names);
    return Frame.text(kept, frame.receivedMicros(), dialect);
  }

  /** A frame of an unknown type of exactly that many bytes, or the smallest there is. */
  static Frame huge(int bytes, long receivedMicros, Dialect dialect) {
    int frame = Math.max(bytes, PADDING_BEGIN.length + PADDING_END.length);
    byte[] padded = new byte[frame];
    Arrays.fill(padded, (byte) 'x');
    System.arraycopy(PADDING_BEGIN, 0, padded, 0, PADDING_BEGIN.length);
    System.arraycopy(PADDING_END, 0, padded, frame - PADDING_END.length, PADDING_END.length);
    return Frame.text(padded, receivedMicros, dialect);
  }
}
