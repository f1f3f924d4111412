package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import tributary.feeds.venue.TopLevel;

/** Ways to spoil a frame. */
final class Damage {
  /** What the ticker of a product that never traded lacks. */
  private static final Set<String> TRADE_FIELDS =
      Set.of("sequence", "side", "time", "trade_id", "last_size");

  private static final int DEPTH = 2_000;
  private static final byte[] PADDING_BEGIN =
      "{\"type\":\"padding\",\"padding\":\"".getBytes(US_ASCII);
  private static final byte[] PADDING_END = "\"}".getBytes(US_ASCII);

  private Damage() {}

  /** The frame as something that is no JSON object. */
  static Frame malformed(Frame frame, SplittableRandom random) {
    byte[] bytes = frame.bytes();
    long received = frame.receivedMicros();
    return switch (random.nextInt(4)) {
      case 0 -> Frame.text("upstream connect error".getBytes(US_ASCII), received);
      case 1 -> Frame.text("[".repeat(DEPTH).getBytes(US_ASCII), received);
      case 2 -> Frame.binary(noise(random), received);
      default -> Frame.text(Arrays.copyOf(bytes, random.nextInt(1, bytes.length)), received);
    };
  }

  /** Text by its form and not by its bytes. */
  static Frame notUtf8(Frame frame, SplittableRandom random) {
    return Frame.text(noise(random), frame.receivedMicros());
  }

  /** Bytes that are not UTF-8. */
  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[64];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  /** The frame without a field, or, for the name {@code trade}, without those of a trade. */
  static Frame without(Frame frame, String name) {
    Set<String> names = name.equals("trade") ? TRADE_FIELDS : Set.of(name);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.write('{');
    TopLevel members = new TopLevel(frame.bytes());
    while (members.next()) {
      if (!names.contains(members.name())) {
        if (kept.size() > 1) {
          kept.write(',');
        }
        kept.write(frame.bytes(), members.start(), members.end() - members.start());
      }
    }
    kept.write('}');
    return Frame.text(kept.toByteArray(), frame.receivedMicros());
  }

  /** A frame of an unknown type of exactly that many bytes, or the smallest there is. */
  static Frame huge(int bytes, long receivedMicros) {
    int frame = Math.max(bytes, PADDING_BEGIN.length + PADDING_END.length);
    byte[] padded = new byte[frame];
    Arrays.fill(padded, (byte) 'x');
    System.arraycopy(PADDING_BEGIN, 0, padded, 0, PADDING_BEGIN.length);
    System.arraycopy(PADDING_END, 0, padded, frame - PADDING_END.length, PADDING_END.length);
    return Frame.text(padded, receivedMicros);
  }
}
