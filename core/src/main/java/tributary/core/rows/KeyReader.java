package tributary.core.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the values of some columns of a row as one byte string, equal for equal values only. Reused
 * from row to row; not thread-safe.
 */
public final class KeyReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] columns;
  private byte[] key = new byte[64];
  private int length;

  /**
   * @param columns the places of the columns, which must be required ones
   */
  public KeyReader(int... columns) {
    this.columns = columns.clone();
  }

  /** Reads the key of one row; {@link #array} and {@link #length} then hold it. */
  public void read(Rows rows, int row) {
    length = 0;
    for (int column : columns) {
      Column values = rows.column(column);
      if (values instanceof BytesColumn bytes) {
        put(bytes.array(), bytes.start(row), bytes.length(row));
      } else if (values instanceof LongColumn longs) {
        put(longs.get(row));
      } else {
        WideColumn wide = (WideColumn) values;
        put(wide.high(row));
        put(wide.low(row));
      }
    }
  }

  /** The array that holds the key, from its start. */
  public byte[] array() {
    return key;
  }

  /** How many bytes of {@link #array} are the key. */
  public int length() {
    return length;
  }

  private void put(long value) {
    reserve(8);
    LONGS.set(key, length, value);
    length += 8;
  }

  private void put(byte[] source, int offset, int count) {
    reserve(count + 4);
    INTS.set(key, length, count);
    System.arraycopy(source, offset, key, length + 4, count);
    length += count + 4;
  }

  private void reserve(int count) {
    if (length + count > key.length) {
      key = Arrays.copyOf(key, Math.max(length + count, key.length * 2));
    }
  }
}
