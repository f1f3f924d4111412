package tributary.core.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing cut off. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at + 32 <= end && (word(bytes, at) & HIGH_BITS) == 0) {
      at += 32;
    }
    while (at < end) {
      if (at + 8 <= end && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
        at += 8;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int width = width(bytes, at, end);
        if (width == 0) {
          return false;
        }
        at += width;
      }
    }
    return true;
  }

  /** The bits that are set in any of the next four words. */
  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at)
        | (long) LONGS.get(bytes, at + 8)
        | (long) LONGS.get(bytes, at + 16)
        | (long) LONGS.get(bytes, at + 24);
  }

  /** The bytes of the character that begins here with a byte above 0x7f; 0 if it is none. */
  private static int width(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + width > end) {
      return 0;
    }
    for (int i = 1; i < width; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean surrogate = first == 0xed && second > 0x9f;
    boolean beyond = first == 0xf4 && second > 0x8f;
    return overlong || surrogate || beyond ? 0 : width;
  }
}
