package tributary.core.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;

/**
 * A number as it stands in a frame, bare or in quotes, in JSON's own grammar. Reused from value to
 * value; nothing is rounded.
 */
final class NumberText {
  /** Longer numbers are refused rather than worked on: cost grows with the square of the digits. */
  private static final int MAX_LENGTH = 64;

  private static final int MAX_EXPONENT = 99;
  private static final int MAX_EXPONENT_DIGITS = 3;
  private static final int LONG_DIGITS = 18;
  private static final long[] POWERS = powers();

  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private boolean negative;
  private long mantissa;
  private int digits;
  private int fraction;
  private int exponentDigits;
  private long unscaled;

  private static long[] powers() {
    long[] powers = new long[LONG_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** Ten to the given power, which is at most 18. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** Passes the value at the cursor; false if it is not a number. */
  boolean read(Cursor in) {
    boolean quoted = in.peek() == '"';
    if (quoted) {
      in.position++;
    }
    bytes = in.bytes;
    start = in.position;
    int at = scan(start, in.end);
    end = at;
    in.position = at;
    if (at == start) {
      return false;
    }
    if (quoted) {
      if (in.peek() != '"') {
        return false;
      }
      in.position++;
    }
    return true;
  }

  /** Reads by JSON's grammar; the place after the number, or its start if it is none. */
  private int scan(int from, int limit) {
    int at = from;
    negative = at < limit && bytes[at] == '-';
    if (negative) {
      at++;
    }
    mantissa = 0;
    digits = 0;
    fraction = 0;
    exponentDigits = 0;
    int first = at;
    at = digits(at, limit);
    if (at == first || (bytes[first] == '0' && at - first > 1)) {
      return from;
    }
    if (at < limit && bytes[at] == '.') {
      int point = at + 1;
      at = digits(point, limit);
      fraction = at - point;
      if (fraction == 0) {
        return from;
      }
    }
    if (at < limit && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < limit && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      int power = at;
      while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
        at++;
      }
      exponentDigits = at - power;
      return at == power ? from : at;
    }
    return at;
  }

  private int digits(int from, int limit) {
    int at = from;
    long value = mantissa;
    while (at < limit) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at++;
    }
    mantissa = value;
    digits += at - from;
    return at;
  }

  /**
   * Whether the number is exactly an integer of absolute value below the limit once multiplied by
   * {@code 10^scale}; {@link #unscaled()} then is that integer.
   */
  boolean fits(int scale, long limit) {
    if (exponentDigits > 0 || digits > LONG_DIGITS) {
      return fitsSlowly(scale, limit);
    }
    long value = mantissa;
    int places = fraction;
    while (places > scale) {
      if (value % 10 != 0) {
        return false;
      }
      value /= 10;
      places--;
    }
    int shift = scale - places;
    if (shift > LONG_DIGITS) {
      return fitsSlowly(scale, limit);
    }
    if (value > (limit - 1) / POWERS[shift]) {
      return false;
    }
    value *= POWERS[shift];
    unscaled = negative ? -value : value;
    return true;
  }

  /** Whether the number is exactly a {@code long}. */
  boolean fitsLong() {
    return fits(0, Long.MAX_VALUE)
        || fitsSlowly(0, BigInteger.valueOf(Long.MAX_VALUE), Long.MIN_VALUE);
  }

  private boolean fitsSlowly(int scale, long limit) {
    return fitsSlowly(scale, BigInteger.valueOf(limit - 1), -limit + 1);
  }

  private boolean fitsSlowly(int scale, BigInteger most, long least) {
    BigInteger value = unscaled(scale);
    if (value == null
        || value.compareTo(most) > 0
        || value.compareTo(BigInteger.valueOf(least)) < 0) {
      return false;
    }
    unscaled = value.longValueExact();
    return true;
  }

  /** What {@link #fits} found. */
  long unscaled() {
    return unscaled;
  }

  /** The unscaled value for a decimal type, or null if the type cannot hold the number exactly. */
  @Nullable BigInteger unscaled(Type.Decimal type) {
    BigInteger value = unscaled(type.scale());
    boolean fits = value != null && value.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
    return fits ? value : null;
  }

  private @Nullable BigInteger unscaled(int scale) {
    if (end - start > MAX_LENGTH || exponentDigits > MAX_EXPONENT_DIGITS) {
      return null;
    }
    BigDecimal value = new BigDecimal(text());
    if (value.signum() == 0) {
      return BigInteger.ZERO;
    }
    if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
      return null;
    }
    BigDecimal shifted = value.scaleByPowerOfTen(scale).stripTrailingZeros();
    return shifted.scale() > 0 ? null : shifted.toBigIntegerExact();
  }

  /** The number as written, without quotes. */
  String text() {
    return new String(bytes, start, end - start, US_ASCII);
  }
}
