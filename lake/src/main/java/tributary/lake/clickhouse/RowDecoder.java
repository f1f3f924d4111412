package tributary.lake.clickhouse;

import java.io.IOException;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/** Reads rows back that {@link RowEncoder} wrote, without their versions. */
final class RowDecoder {
  private static final int MOST_INT_DIGITS = 9;

  private final Schema schema;
  private final Cell[] cells;

  RowDecoder(Schema schema) {
    this.schema = schema;
    this.cells = new Cell[schema.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(schema.field(i).type(), i);
    }
  }

  /** Reads one value into the open row. */
  @FunctionalInterface
  private interface Cell {
    void read(RowInput in, Rows rows, int row) throws IOException;
  }

  /** Reads one row. */
  void read(RowInput in, Rows rows) throws IOException {
    int row = rows.open();
    for (int i = 0; i < cells.length; i++) {
      Field field = schema.field(i);
      if (field.required() || in.readByte() == 0) {
        cells[i].read(in, rows, row);
      }
    }
    rows.keep();
  }

  private static Cell cell(Type type, int i) {
    if (type instanceof Type.HeaderList) {
      return (in, rows, row) -> readHeaders(in, rows, i, row);
    }
    if (type instanceof Type.Text || type instanceof Type.Binary) {
      return (in, rows, row) -> rows.bytes(i).set(row, in.readString());
    }
    if (type instanceof Type.Decimal decimal && decimal.isWide()) {
      return (in, rows, row) -> {
        long low = in.readLong();
        rows.wides(i).set(row, in.readLong(), low);
      };
    }
    if (type instanceof Type.Bool) {
      return (in, rows, row) -> rows.longs(i).set(row, in.readByte());
    }
    boolean isInt =
        type instanceof Type.Int
            || type instanceof Type.Date
            || (type instanceof Type.Decimal decimal && decimal.precision() <= MOST_INT_DIGITS);
    return isInt
        ? (in, rows, row) -> rows.longs(i).set(row, in.readInt())
        : (in, rows, row) -> rows.longs(i).set(row, in.readLong());
  }

  private static void readHeaders(RowInput in, Rows rows, int column, int row) throws IOException {
    Headers headers = new Headers();
    for (int i = in.readVarint(); i > 0; i--) {
      byte[] key = in.readString();
      headers.add(key, in.readByte() == 0 ? in.readString() : null);
    }
    rows.bytes(column).set(row, headers.array(), 0, headers.length());
  }
}
