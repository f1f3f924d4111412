package tributary.core.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A column of decimals with more than 18 digits: unscaled values as 128-bit two's complement
 * integers in two halves.
 */
public final class WideColumn extends Column {
  private long[] high;
  private long[] low;

  WideColumn(int capacity) {
    super(capacity);
    high = new long[capacity];
    low = new long[capacity];
  }

  /** The upper 64 bits, with the sign. */
  public long high(int row) {
    return high[row];
  }

  /** The lower 64 bits, unsigned. */
  public long low(int row) {
    return low[row];
  }

  /** Gives the row a value by its two halves. */
  public void set(int row, long highBits, long lowBits) {
    high[row] = highBits;
    low[row] = lowBits;
    mark(row);
  }

  /** Gives the row a value that fits 64 bits. */
  public void set(int row, long value) {
    set(row, value >> 63, value);
  }

  /**
   * Gives the row a value.
   *
   * @throws ArithmeticException if it does not fit 128 bits
   */
  public void set(int row, BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException("Cannot hold " + value + " in 128 bits");
    }
    set(row, value.shiftRight(64).longValue(), value.longValue());
  }

  /** The unscaled value of the row. */
  public BigInteger get(int row) {
    if (high[row] == low[row] >> 63) {
      return BigInteger.valueOf(low[row]);
    }
    return new BigInteger(ByteBuffer.allocate(16).putLong(high[row]).putLong(low[row]).array());
  }

  @Override
  void grow(int capacity) {
    super.grow(capacity);
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
  }

  @Override
  void write(DataOutput out, int rows) throws IOException {
    super.write(out, rows);
    for (int row = 0; row < rows; row++) {
      out.writeLong(high[row]);
      out.writeLong(low[row]);
    }
  }

  @Override
  void read(DataInput in, int rows) throws IOException {
    super.read(in, rows);
    for (int row = 0; row < rows; row++) {
      high[row] = in.readLong();
      low[row] = in.readLong();
    }
  }

  @Override
  void copy(Column from, int fromRow, int row) {
    if (!from.isNull(fromRow)) {
      WideColumn wide = (WideColumn) from;
      set(row, wide.high[fromRow], wide.low[fromRow]);
    }
  }
}
