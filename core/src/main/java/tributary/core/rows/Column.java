package tributary.core.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The values of one column, one per row. Mutable and reused on the hot path; owned by one thread at
 * a time.
 *
 * <p>A row that was never set is null. {@link Rows} opens rows one after the other; a column is
 * written at the row that is open.
 */
public abstract sealed class Column permits LongColumn, WideColumn, BytesColumn {
  private byte[] present;

  Column(int capacity) {
    present = new byte[capacity];
  }

  /** Whether the row has no value. */
  public final boolean isNull(int row) {
    return present[row] == 0;
  }

  /** How many of the first {@code rows} rows have no value. */
  public final int countNulls(int rows) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      count += 1 - present[row];
    }
    return count;
  }

  final void mark(int row) {
    present[row] = 1;
  }

  /** Makes room for the row and sets it to null. */
  final void open(int row) {
    if (row == present.length) {
      // Not a power of two: columns whose rows lie so far apart fight for the same cache lines.
      grow(row * 2 + 72);
    }
    present[row] = 0;
  }

  void grow(int capacity) {
    present = Arrays.copyOf(present, capacity);
  }

  /** Copies one row of a column of the same type to the open row of this one. */
  abstract void copy(Column from, int fromRow, int row);

  /** Writes the first rows; {@link #read} brings them back. */
  void write(DataOutput out, int rows) throws IOException {
    out.write(present, 0, rows);
  }

  /** Reads what {@link #write} wrote into an empty column. */
  void read(DataInput in, int rows) throws IOException {
    if (rows > present.length) {
      grow(rows);
    }
    in.readFully(present, 0, rows);
  }

  /** A column that fits the type. */
  static Column of(Type type, int capacity) {
    if (type instanceof Type.Text
        || type instanceof Type.Binary
        || type instanceof Type.HeaderList) {
      return new BytesColumn(capacity);
    }
    if (type instanceof Type.Decimal decimal && decimal.isWide()) {
      return new WideColumn(capacity);
    }
    return new LongColumn(capacity);
  }
}
