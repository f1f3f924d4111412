package tributary.lake.postgres;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Text as PostgreSQL can hold it, and back. It takes every text in UTF-8 but those with the
 * character NUL. Such a byte, and bytes that are not UTF-8, are written as the sign {@code ␛}
 * (U+241B) and two hex digits, {@code ␛00}; the sign itself twice. So no two texts become the same,
 * and each can be read back.
 */
final class StorableText {
  /** U+241B in UTF-8. */
  private static final byte[] SIGN = {(byte) 0xe2, (byte) 0x90, (byte) 0x9b};

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private StorableText() {}

  /** Whether the text can be held as it is. */
  static boolean isPlain(byte[] text, int start, int length) {
    int end = start + length;
    int at = start;
    while (at < end) {
      if (text[at] > 0) {
        at++;
        continue;
      }
      int bytes = sequence(text, at, end);
      if (bytes == 0 || isSign(text, at, end)) {
        return false;
      }
      at += bytes;
    }
    return true;
  }

  /** The text as it is held. */
  static byte[] held(byte[] text, int start, int length) {
    ByteBuffer held = ByteBuffer.allocate(Math.multiplyExact(length, 5));
    int end = start + length;
    int at = start;
    while (at < end) {
      int bytes = sequence(text, at, end);
      if (bytes == 0) {
        held.put(SIGN).put(HEX[text[at] >> 4 & 15]).put(HEX[text[at] & 15]);
        at++;
      } else {
        if (isSign(text, at, end)) {
          held.put(SIGN);
        }
        held.put(text, at, bytes);
        at += bytes;
      }
    }
    return taken(held);
  }

  /** The text that is held in this way. */
  static byte[] plain(byte[] held) {
    int at = find(held, 0);
    if (at == held.length) {
      return held;
    }
    ByteBuffer plain = ByteBuffer.allocate(held.length).put(held, 0, at);
    while (at < held.length) {
      int after = at + SIGN.length;
      if (isSign(held, after, held.length)) {
        plain.put(SIGN);
        after += SIGN.length;
      } else if (after + 2 <= held.length
          && HexFormat.isHexDigit(held[after])
          && HexFormat.isHexDigit(held[after + 1])) {
        plain.put(
            (byte)
                (HexFormat.fromHexDigit(held[after]) << 4
                    | HexFormat.fromHexDigit(held[after + 1])));
        after += 2;
      } else {
        // Nobody but us writes here; what somebody else wrote is told as it is.
        plain.put(SIGN);
      }
      at = find(held, after);
      plain.put(held, after, at - after);
    }
    return taken(plain);
  }

  private static int find(byte[] held, int from) {
    int at = from;
    while (at < held.length && !isSign(held, at, held.length)) {
      at++;
    }
    return at;
  }

  private static byte[] taken(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private static boolean isSign(byte[] text, int at, int end) {
    return end - at >= SIGN.length
        && text[at] == SIGN[0]
        && text[at + 1] == SIGN[1]
        && text[at + 2] == SIGN[2];
  }

  /** How many bytes the character has that begins here; 0 if it is NUL or not valid UTF-8. */
  private static int sequence(byte[] text, int at, int end) {
    int first = text[at] & 0xff;
    if (first < 0x80) {
      return first == 0 ? 0 : 1;
    }
    int bytes = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (bytes == 0 || end - at < bytes) {
      return 0;
    }
    for (int i = 1; i < bytes; i++) {
      if ((text[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return isInRange(first, text[at + 1] & 0xff) ? bytes : 0;
  }

  /** Neither overlong, nor a surrogate, nor above U+10FFFF. */
  private static boolean isInRange(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }
}
