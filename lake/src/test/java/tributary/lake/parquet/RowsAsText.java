package tributary.lake.parquet;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.WideColumn;

/** Rows in a form that tests compare and people read. */
public final class RowsAsText {
  private RowsAsText() {}

  public static List<String> of(Rows rows) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < rows.schema().size(); column++) {
        line.append(column == 0 ? "" : "|").append(cell(rows.column(column), row));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String cell(Column column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    if (column instanceof LongColumn longs) {
      return Long.toString(longs.get(row));
    }
    if (column instanceof WideColumn wides) {
      return wides.get(row).toString();
    }
    return HexFormat.of().formatHex(((BytesColumn) column).get(row));
  }
}
