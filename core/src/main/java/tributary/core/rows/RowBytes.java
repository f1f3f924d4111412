package tributary.core.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Values of a row one after the other, texts with their lengths before them, in an array that is
 * reused from row to row.
 */
abstract sealed class RowBytes permits KeyReader, ContentReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[64];
  private int length;

  /** The array that holds what was read last, from its start. */
  public final byte[] array() {
    return bytes;
  }

  /** How many bytes of {@link #array} that is. */
  public final int length() {
    return length;
  }

  final void clear() {
    length = 0;
  }

  final void put(Column values, int row) {
    if (values instanceof BytesColumn text) {
      put(text.array(), text.start(row), text.length(row));
    } else if (values instanceof LongColumn longs) {
      put(longs.get(row));
    } else {
      WideColumn wide = (WideColumn) values;
      put(wide.high(row));
      put(wide.low(row));
    }
  }

  final void put(long value) {
    reserve(8);
    LONGS.set(bytes, length, value);
    length += 8;
  }

  private void put(byte[] source, int offset, int count) {
    reserve(count + 4);
    INTS.set(bytes, length, count);
    System.arraycopy(source, offset, bytes, length + 4, count);
    length += count + 4;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
