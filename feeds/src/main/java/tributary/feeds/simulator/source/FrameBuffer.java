package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Writes a frame as ASCII into an array that is used again for the next. For one thread. */
public final class FrameBuffer {
  private static final int FIRST_BYTES = 1024;

  private byte[] bytes = new byte[FIRST_BYTES];
  private final byte[] digits = new byte[20];
  private int length;

  /** Begins the next frame. */
  public void clear() {
    length = 0;
  }

  /** The array that begins with the frame. */
  public byte[] array() {
    return bytes;
  }

  /** How long the frame is. */
  public int length() {
    return length;
  }

  /** Text as it is. */
  public FrameBuffer add(byte[] text) {
    makeRoom(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** A number that is not negative. */
  public FrameBuffer add(long number) {
    return padded(number, 1);
  }

  /** A number that is not negative, with that many decimals. */
  public FrameBuffer decimal(long unscaled, int decimals) {
    makeRoom(digits.length + 1);
    int from = digits(unscaled, decimals + 1);
    int whole = digits.length - from - decimals;
    System.arraycopy(digits, from, bytes, length, whole);
    bytes[length + whole] = '.';
    System.arraycopy(digits, from + whole, bytes, length + whole + 1, decimals);
    length += whole + 1 + decimals;
    return this;
  }

  /** The same without the zeros at its end: 98388.00 is written 98388. */
  public FrameBuffer trimmed(long unscaled, int decimals) {
    decimal(unscaled, decimals);
    while (bytes[length - 1] == '0') {
      length--;
    }
    if (bytes[length - 1] == '.') {
      length--;
    }
    return this;
  }

  /** A number that is not negative, with zeros before it up to so many digits. */
  public FrameBuffer padded(long number, int least) {
    makeRoom(digits.length);
    int from = digits(number, least);
    System.arraycopy(digits, from, bytes, length, digits.length - from);
    length += digits.length - from;
    return this;
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
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

  /** The text as bytes. */
  public static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
