package tributary.lake;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.WideColumn;

/** The values of the key columns of a row, in a form that can be compared and hashed. */
public final class RowKey {
  private final int[] columns;

  public RowKey(Schema schema, List<String> names) {
    this.columns = names.stream().mapToInt(schema::indexOf).toArray();
  }

  /** The key of one row, for the caller to keep. */
  public ByteBuffer of(Rows rows, int row) {
    int length = 0;
    for (int column : columns) {
      length += 1 + Integer.BYTES + size(rows.column(column), row);
    }
    ByteBuffer key = ByteBuffer.allocate(length);
    for (int column : columns) {
      put(rows.column(column), row, key);
    }
    return key.flip();
  }

  /**
   * The place of each row by its key.
   *
   * @throws IllegalArgumentException if two rows have the same
   */
  Map<ByteBuffer, Integer> index(Rows rows, String table) {
    Map<ByteBuffer, Integer> places = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      if (places.put(of(rows, row), row) != null) {
        throw new IllegalArgumentException(
            "Cannot commit to table " + table + ": two of its rows are the same window and key");
      }
    }
    return places;
  }

  private static int size(Column column, int row) {
    if (column.isNull(row)) {
      return 0;
    }
    if (column instanceof BytesColumn bytes) {
      return bytes.length(row);
    }
    return column instanceof LongColumn ? Long.BYTES : 2 * Long.BYTES;
  }

  private static void put(Column column, int row, ByteBuffer key) {
    key.put((byte) (column.isNull(row) ? 0 : 1)).putInt(size(column, row));
    if (column.isNull(row)) {
      return;
    }
    if (column instanceof LongColumn longs) {
      key.putLong(longs.get(row));
    } else if (column instanceof WideColumn wides) {
      key.putLong(wides.high(row)).putLong(wides.low(row));
    } else if (column instanceof BytesColumn bytes) {
      key.put(bytes.array(), bytes.start(row), bytes.length(row));
    }
  }
}
