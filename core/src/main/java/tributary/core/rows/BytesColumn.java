package tributary.core.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A column of byte strings, laid end to end in one array. */
public final class BytesColumn extends Column {
  /** The longest array that every JVM allocates. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int[] ends;

  BytesColumn(int capacity) {
    super(capacity);
    bytes = new byte[capacity * 16];
    ends = new int[capacity];
  }

  /** The array that holds all rows; valid until the next row is set. */
  public byte[] array() {
    return bytes;
  }

  /** Where the row begins in {@link #array}. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** The number of bytes of the row; 0 where it is null. */
  public int length(int row) {
    return ends[row] - start(row);
  }

  /** A copy of the row's bytes. */
  public byte[] get(int row) {
    return Arrays.copyOfRange(bytes, start(row), ends[row]);
  }

  /** The row as text. */
  public String text(int row) {
    return new String(bytes, start(row), length(row), UTF_8);
  }

  /** Gives the row, which must be the open one, its value. */
  public void set(int row, byte[] source, int offset, int length) {
    int start = start(row);
    reserve(start + length);
    System.arraycopy(source, offset, bytes, start, length);
    ends[row] = start + length;
    mark(row);
  }

  /** Gives the row, which must be the open one, its value. */
  public void set(int row, byte[] source) {
    set(row, source, 0, source.length);
  }

  /** Gives the row, which must be the open one, its value. */
  public void set(int row, String text) {
    set(row, text.getBytes(UTF_8));
  }

  private void reserve(int length) {
    if (length < 0 || length > MOST_BYTES) {
      throw new IllegalStateException("Cannot hold more than 2 GiB in one column of a batch");
    }
    if (length > bytes.length) {
      long more = bytes.length * 3L / 2;
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(length, more)));
    }
  }

  /** Sets the row, for which there is room, to nothing. */
  void begin(int row) {
    ends[row] = start(row);
  }

  @Override
  void grow(int capacity) {
    super.grow(capacity);
    ends = Arrays.copyOf(ends, capacity);
  }

  @Override
  void write(DataOutput out, int rows) throws IOException {
    super.write(out, rows);
    for (int row = 0; row < rows; row++) {
      out.writeInt(ends[row]);
    }
    out.write(bytes, 0, rows == 0 ? 0 : ends[rows - 1]);
  }

  @Override
  void read(DataInput in, int rows) throws IOException {
    super.read(in, rows);
    for (int row = 0; row < rows; row++) {
      ends[row] = in.readInt();
    }
    int length = rows == 0 ? 0 : ends[rows - 1];
    reserve(length);
    in.readFully(bytes, 0, length);
  }

  @Override
  void copy(Column from, int fromRow, int row) {
    if (!from.isNull(fromRow)) {
      BytesColumn other = (BytesColumn) from;
      set(row, other.bytes, other.start(fromRow), other.length(fromRow));
    }
  }
}
