package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Writes a frame as ASCII into an array that is used again for the next. */
final class FrameBuffer {
  private static final int LONGEST_FRAME_BYTES = 1024;

  private final byte[] bytes = new byte[LONGEST_FRAME_BYTES];
  private final byte[] digits = new byte[20];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  FrameBuffer add(byte[] text) {
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** A number that is not negative. */
  FrameBuffer add(long number) {
    int from = digits(number, 1);
    System.arraycopy(digits, from, bytes, length, digits.length - from);
    length += digits.length - from;
    return this;
  }

  /** A number that is not negative, with that many decimals. */
  FrameBuffer decimal(long unscaled, int decimals) {
    int from = digits(unscaled, decimals + 1);
    int whole = digits.length - from - decimals;
    System.arraycopy(digits, from, bytes, length, whole);
    bytes[length + whole] = '.';
    System.arraycopy(digits, from + whole, bytes, length + whole + 1, decimals);
    length += whole + 1 + decimals;
    return this;
  }

  /** The same without the zeros at its end: 98388.00 is written 98388. */
  FrameBuffer trimmed(long unscaled, int decimals) {
    decimal(unscaled, decimals);
    while (bytes[length - 1] == '0') {
      length--;
    }
    if (bytes[length - 1] == '.') {
      length--;
    }
    return this;
  }

  /** Exactly six digits. */
  FrameBuffer micros(int micros) {
    int from = digits(micros, 6);
    System.arraycopy(digits, from, bytes, length, 6);
    length += 6;
    return this;
  }

  /** Writes the number to the end of the digits, at least that many, and tells where it begins. */
  private int digits(long number, int least) {
    int position = digits.length;
    long rest = number;
    while (rest > 0 || digits.length - position < least) {
      digits[--position] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return position;
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
