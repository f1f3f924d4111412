package tributary.lake.clickhouse;

import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;
import tributary.lake.copy.CopyRefusedException;

/** Rows in the format RowBinary, each with its version at the end. */
final class RowEncoder {
  private static final int MOST_INT_DIGITS = 9;

  private final Schema schema;
  private final Cell[] cells;

  RowEncoder(Schema schema) {
    this.schema = schema;
    this.cells = schema.fields().stream().map(RowEncoder::cell).toArray(Cell[]::new);
  }

  /** Puts one value. */
  @FunctionalInterface
  private interface Cell {
    void put(Column column, int row, RowBuffer out);
  }

  void put(Rows rows, int row, long version, RowBuffer out) {
    for (int i = 0; i < cells.length; i++) {
      Column column = rows.column(i);
      boolean isNull = column.isNull(row);
      if (!schema.field(i).required()) {
        out.putByte(isNull ? 1 : 0);
      } else if (isNull) {
        throw new CopyRefusedException(
            "Cannot copy a row without " + schema.field(i).name() + ": the column is required");
      }
      if (!isNull) {
        cells[i].put(column, row, out);
      }
    }
    out.putLong(version);
  }

  private static Cell cell(Field field) {
    Type type = field.type();
    if (type instanceof Type.HeaderList) {
      return (column, row, out) -> putHeaders((BytesColumn) column, row, out);
    }
    if (type instanceof Type.Text || type instanceof Type.Binary) {
      return (column, row, out) -> putBytes((BytesColumn) column, row, out);
    }
    if (type instanceof Type.Decimal decimal && decimal.isWide()) {
      return (column, row, out) -> putWide((WideColumn) column, row, out);
    }
    if (type instanceof Type.Bool) {
      return (column, row, out) -> out.putByte((int) ((LongColumn) column).get(row));
    }
    if (Calendar.isOf(type)) {
      return new Calendar(field)::put;
    }
    boolean isInt =
        type instanceof Type.Int
            || (type instanceof Type.Decimal decimal && decimal.precision() <= MOST_INT_DIGITS);
    return isInt
        ? (column, row, out) -> out.putInt((int) ((LongColumn) column).get(row))
        : (column, row, out) -> out.putLong(((LongColumn) column).get(row));
  }

  private static void putBytes(BytesColumn column, int row, RowBuffer out) {
    out.putString(column.array(), column.start(row), column.length(row));
  }

  private static void putWide(WideColumn column, int row, RowBuffer out) {
    out.putLong(column.low(row));
    out.putLong(column.high(row));
  }

  private static void putHeaders(BytesColumn column, int row, RowBuffer out) {
    int[] count = new int[1];
    visit(column, row, (key, value) -> count[0]++);
    out.putVarint(count[0]);
    visit(
        column,
        row,
        (key, value) -> {
          out.putString(key, 0, key.length);
          out.putByte(value == null ? 1 : 0);
          if (value != null) {
            out.putString(value, 0, value.length);
          }
        });
  }

  private static void visit(BytesColumn column, int row, Headers.Visitor visitor) {
    Headers.forEach(column.array(), column.start(row), column.length(row), visitor);
  }
}
