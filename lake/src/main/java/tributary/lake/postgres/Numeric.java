package tributary.lake.postgres;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import tributary.core.rows.WideColumn;

/**
 * Decimals in the binary form of PostgreSQL's numeric: digits to the base of 10,000, the power of
 * the first one, the sign, and the digits after the point ({@code numeric_send} in its source).
 */
final class Numeric {
  private static final int BASE = 10_000;
  private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
  private static final int[] TENS = {1, 10, 100, 1_000};
  private static final int MINUS = 0x4000;

  /** 38 digits and what fills up the groups at both ends. */
  private final short[] groups = new short[12];

  private int count;

  /** Writes length and value of a decimal. */
  void write(BinaryOutput out, long unscaled, int scale) {
    count = 0;
    long rest = first(unscaled, scale);
    for (; rest != 0; rest /= BASE) {
      add(Math.abs((int) (rest % BASE)));
    }
    write(out, unscaled < 0, scale);
  }

  /** The same of one with more than 18 digits. */
  void write(BinaryOutput out, WideColumn column, int row, int scale) {
    if (column.high(row) == column.low(row) >> 63) {
      write(out, column.low(row), scale);
    } else {
      write(out, column.get(row), scale);
    }
  }

  private void write(BinaryOutput out, BigInteger unscaled, int scale) {
    count = 0;
    BigInteger rest = unscaled.abs();
    int odd = scale % 4;
    if (odd != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(TENS[odd]));
      add(parts[1].intValue() * TENS[4 - odd]);
      rest = parts[0];
    }
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
      add(parts[1].intValue());
      rest = parts[0];
    }
    write(out, unscaled.signum() < 0, scale);
  }

  /** Takes off the last group if the point cuts through it. */
  private long first(long unscaled, int scale) {
    int odd = scale % 4;
    if (odd == 0) {
      return unscaled;
    }
    add(Math.abs((int) (unscaled % TENS[odd])) * TENS[4 - odd]);
    return unscaled / TENS[odd];
  }

  private void add(int group) {
    groups[count++] = (short) group;
  }

  /** Groups lie from the lowest to the highest; zeros at both ends are not sent. */
  private void write(BinaryOutput out, boolean isNegative, int scale) {
    int low = 0;
    int high = count;
    while (low < high && groups[low] == 0) {
      low++;
    }
    while (high > low && groups[high - 1] == 0) {
      high--;
    }
    int digits = high - low;
    out.putInt(8 + 2 * digits);
    out.putShort(digits);
    out.putShort(digits == 0 ? 0 : high - 1 - (scale + 3) / 4);
    out.putShort(isNegative ? MINUS : 0);
    out.putShort(scale);
    for (int i = high - 1; i >= low; i--) {
      out.putShort(groups[i]);
    }
  }

  /** The unscaled value of one that was read. */
  static BigInteger unscaled(ByteBuffer in, int scale) {
    int digits = in.getShort();
    int weight = in.getShort();
    int sign = in.getShort() & 0xffff;
    in.getShort();
    if (sign != 0 && sign != MINUS) {
      throw new ArithmeticException("Cannot read a numeric that is no finite number");
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      value = value.multiply(BIG_BASE).add(BigInteger.valueOf(in.getShort()));
    }
    int tens = scale + 4 * (weight + 1 - digits);
    BigInteger power = BigInteger.TEN.pow(Math.abs(tens));
    BigInteger unscaled = tens < 0 ? value.divide(power) : value.multiply(power);
    return sign == MINUS ? unscaled.negate() : unscaled;
  }
}
