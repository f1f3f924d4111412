package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.Values;

/** Our own rows as lines. */
final class WrittenRows {
  private WrittenRows() {}

  static List<Line> lines(Rows rows) {
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      @Nullable Object[] cells = new Object[rows.schema().size()];
      for (int column = 0; column < cells.length; column++) {
        cells[column] = rows.column(column).isNull(row) ? null : cell(rows, column, row);
      }
      lines.add(Line.of(cells));
    }
    return lines;
  }

  private static Object cell(Rows rows, int column, int row) {
    Type type = rows.schema().field(column).type();
    if (rows.column(column) instanceof BytesColumn bytes) {
      return bytes(type, bytes, row);
    }
    if (type instanceof Type.Decimal) {
      return Values.number(rows, column, row);
    }
    if (type instanceof Type.Timestamp) {
      return Values.instant(rows, column, row);
    }
    long value = rows.longs(column).get(row);
    if (type instanceof Type.Bool) {
      return value != 0;
    }
    return type instanceof Type.Int ? (Object) (int) value : (Object) value;
  }

  private static Object bytes(Type type, BytesColumn column, int row) {
    if (type instanceof Type.Text) {
      return column.text(row);
    }
    return type instanceof Type.HeaderList
        ? headers(column.get(row))
        : HexFormat.of().formatHex(column.get(row));
  }

  private static List<String> headers(byte[] encoded) {
    List<String> headers = new ArrayList<>();
    Headers.forEach(
        encoded,
        0,
        encoded.length,
        (key, value) -> headers.add(header(new String(key, UTF_8), value)));
    return headers;
  }

  static String header(String key, byte @Nullable [] value) {
    return key + "=" + (value == null ? null : HexFormat.of().formatHex(value));
  }
}
