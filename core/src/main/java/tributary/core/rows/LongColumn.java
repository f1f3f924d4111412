package tributary.core.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A column whose values take at most 64 bits; see {@link Type} for what the bits mean. */
public final class LongColumn extends Column {
  private long[] values;

  LongColumn(int capacity) {
    super(capacity);
    values = new long[capacity];
  }

  /** The value of the row; undefined where it is null. */
  public long get(int row) {
    return values[row];
  }

  /** Gives the row its value. */
  public void set(int row, long value) {
    values[row] = value;
    mark(row);
  }

  @Override
  void grow(int capacity) {
    super.grow(capacity);
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  void write(DataOutput out, int rows) throws IOException {
    super.write(out, rows);
    for (int row = 0; row < rows; row++) {
      out.writeLong(values[row]);
    }
  }

  @Override
  void read(DataInput in, int rows) throws IOException {
    super.read(in, rows);
    for (int row = 0; row < rows; row++) {
      values[row] = in.readLong();
    }
  }

  @Override
  void copy(Column from, int fromRow, int row) {
    if (!from.isNull(fromRow)) {
      set(row, ((LongColumn) from).values[fromRow]);
    }
  }
}
