package tributary.core.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;

/**
 * A number as it stands in a frame, bare or in quotes, in JSON's own grammar. Reused from value to
 * value; nothing is rounded but where it says so.
 */
final class NumberText {
  /** Longer numbers are refused rather than worked on: cost grows with the square of the digits. */
  private static final int MAX_LENGTH = 64;

  private static final int MAX_EXPONENT = 99;
  private static final int MAX_EXPONENT_DIGITS = 3;

  /** No decimal has more digits after the point. */
  private static final int MAX_SCALE = 38;

  private static final int LONG_DIGITS = 18;
  private static final long[] POWERS = powers();

  /** Of {@link #most}: all that a {@code long} can be. */
  static final long[] LONG = most(Long.MAX_VALUE);

  private final Cursor in;
  private int start;
  private int end;
  private boolean negative;
  private long mantissa;
  private int digits;
  private int fraction;
  private int exponentDigits;
  private long unscaled;

  /**
   * @param in where numbers stand; only asked for its bytes, since to note those for each number
   *     would cost a barrier of the garbage collector each time
   */
  NumberText(Cursor in) {
    this.in = in;
  }

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

  /** What a mantissa may be at most so that ten to the power of the index times it is in bounds. */
  static long[] most(long value) {
    long[] most = new long[POWERS.length];
    for (int i = 0; i < most.length; i++) {
      most[i] = value / POWERS[i];
    }
    return most;
  }

  /** Passes the value at the cursor; false if it is not a number. */
  boolean read() {
    byte[] text = in.bytes;
    int limit = in.end;
    int at = in.position;
    boolean quoted = at < limit && text[at] == '"';
    if (quoted) {
      at++;
    }
    start = at;
    end = scan(text, at, limit);
    if (end == start || (quoted && (end == limit || text[end] != '"'))) {
      return false;
    }
    in.position = quoted ? end + 1 : end;
    return true;
  }

  /** Reads by JSON's grammar; the place after the number, or its start if it is none. */
  private int scan(byte[] text, int from, int limit) {
    int at = from;
    negative = at < limit && text[at] == '-';
    if (negative) {
      at++;
    }
    int first = at;
    mantissa = 0;
    at = digits(text, first, limit);
    int whole = at - first;
    if (whole == 0 || (whole > 1 && text[first] == '0')) {
      return from;
    }
    int places = 0;
    if (at < limit && text[at] == '.') {
      int point = at + 1;
      at = digits(text, point, limit);
      places = at - point;
      if (places == 0) {
        return from;
      }
    }
    fraction = places;
    digits = whole + places;
    exponentDigits = 0;
    return at < limit && (text[at] | 0x20) == 'e' ? exponent(text, from, at + 1, limit) : at;
  }

  /** Passes digits and takes them into the mantissa. */
  private int digits(byte[] text, int from, int limit) {
    int at = from;
    long value = mantissa;
    int digit;
    while (at < limit && (digit = text[at] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      at++;
    }
    mantissa = value;
    return at;
  }

  private int exponent(byte[] text, int from, int afterE, int limit) {
    int at = afterE;
    if (at < limit && (text[at] == '+' || text[at] == '-')) {
      at++;
    }
    int power = at;
    while (at < limit && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    exponentDigits = at - power;
    return at == power ? from : at;
  }

  /**
   * Whether the number is exactly an integer in bounds once multiplied by {@code 10^scale}; {@link
   * #unscaled()} then is that integer.
   *
   * @param most from {@link #most}, of the greatest such integer; the least one is its negative
   */
  boolean fits(int scale, long[] most) {
    if (exponentDigits > 0 || digits > LONG_DIGITS) {
      return fitsSlowly(scale, -most[0], most[0]);
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
      return fitsSlowly(scale, -most[0], most[0]);
    }
    if (value > most[shift]) {
      return false;
    }
    value *= POWERS[shift];
    unscaled = negative ? -value : value;
    return true;
  }

  /**
   * As {@link #fits}, of the number that is nearest to this one among those that a scale can hold;
   * of two, the one farther from zero.
   */
  boolean fitsRounded(int scale, long[] most) {
    if (exponentDigits > 0 || digits > LONG_DIGITS) {
      BigInteger value = rounded(scale);
      return value != null && value.bitLength() < Long.SIZE && isWithin(value.longValue(), most[0]);
    }
    int surplus = fraction - scale;
    if (surplus <= 0) {
      return fits(scale, most);
    }
    long power = POWERS[surplus];
    long rest = mantissa % power;
    long value = mantissa / power + (rest >= power - rest ? 1 : 0);
    return isWithin(negative ? -value : value, most[0]);
  }

  private boolean isWithin(long value, long most) {
    unscaled = value;
    return value >= -most && value <= most;
  }

  /** Whether the number is exactly a {@code long} once multiplied by {@code 10^scale}. */
  boolean fitsLong(int scale) {
    return fits(scale, LONG) || fitsSlowly(scale, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private boolean fitsSlowly(int scale, long least, long most) {
    BigInteger value = unscaled(scale);
    if (value == null || value.bitLength() > 63) {
      return false;
    }
    unscaled = value.longValueExact();
    return unscaled >= least && unscaled <= most;
  }

  /**
   * Whether the number is a {@code long} once multiplied by {@code 10^scale} and cut down to an
   * integer.
   */
  boolean fitsCut(int scale) {
    int surplus = fraction - scale;
    if (exponentDigits > 0 || digits > LONG_DIGITS || Math.abs(surplus) > LONG_DIGITS) {
      return fitsCutSlowly(scale);
    }
    long value = negative ? -mantissa : mantissa;
    if (surplus >= 0) {
      unscaled = Math.floorDiv(value, POWERS[surplus]);
      return true;
    }
    if (mantissa > LONG[-surplus]) {
      return false;
    }
    unscaled = value * POWERS[-surplus];
    return true;
  }

  private boolean fitsCutSlowly(int scale) {
    BigDecimal value = value();
    if (value == null) {
      return false;
    }
    BigInteger cut = value.scaleByPowerOfTen(scale).setScale(0, RoundingMode.FLOOR).toBigInteger();
    unscaled = cut.longValue();
    return cut.bitLength() < Long.SIZE;
  }

  /** What {@link #fits}, {@link #fitsRounded} or {@link #fitsCut} found. */
  long unscaled() {
    return unscaled;
  }

  /** The unscaled value for a decimal type, or null if the type cannot hold the number exactly. */
  @Nullable BigInteger unscaled(Type.Decimal type) {
    return held(unscaled(type.scale()), type);
  }

  /** As {@link #unscaled(Type.Decimal)}, of the number rounded as by {@link #fitsRounded}. */
  @Nullable BigInteger rounded(Type.Decimal type) {
    return held(rounded(type.scale()), type);
  }

  private static @Nullable BigInteger held(@Nullable BigInteger value, Type.Decimal type) {
    boolean fits = value != null && value.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
    return fits ? value : null;
  }

  private @Nullable BigInteger rounded(int scale) {
    if (isTooLong()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text());
    if (value.precision() - value.scale() < -MAX_SCALE) {
      return BigInteger.ZERO;
    }
    return value.signum() != 0 && value.scale() < -MAX_EXPONENT
        ? null
        : value.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
  }

  private boolean isTooLong() {
    return end - start > MAX_LENGTH || exponentDigits > MAX_EXPONENT_DIGITS;
  }

  /** The number, unless it is so long that it is refused. */
  private @Nullable BigDecimal value() {
    if (isTooLong()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text());
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return Math.abs((long) value.scale()) > MAX_EXPONENT ? null : value;
  }

  private @Nullable BigInteger unscaled(int scale) {
    BigDecimal value = value();
    if (value == null) {
      return null;
    }
    BigDecimal shifted = value.scaleByPowerOfTen(scale).stripTrailingZeros();
    return shifted.scale() > 0 ? null : shifted.toBigIntegerExact();
  }

  /** The number as written, without quotes. */
  String text() {
    return new String(in.bytes, start, end - start, US_ASCII);
  }
}
