package tributary.serve.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;

/** Takes an answer in as rows of a table, exactly; what does not fit one is refused. */
final class RowReading {
  /** What the answer may hold in memory, beside what DuckDB itself needs. */
  private static final long MOST_BYTES = 128L << 20;

  private static final long MOST_ROWS = 2_000_000;

  /** What every format of tables takes as the name of a column. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private final List<Cell> cells = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final long mostRows;

  private RowReading(ResultSetMetaData columns, long mostRows) throws SQLException {
    this.mostRows = mostRows;
    Set<String> names = new HashSet<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      if (!NAME.matcher(name).matches()) {
        throw new SqlException(
            "Invalid column name: %s. Give it a name of letters, digits and _ with AS"
                .formatted(name));
      }
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new SqlException("Cannot make a table with two columns named " + name);
      }
      Cell cell = Cell.of(name, columns.getColumnTypeName(i));
      cells.add(cell);
      fields.add(Field.optional(name, cell.type()));
    }
  }

  /**
   * Reads the whole answer.
   *
   * @throws SqlException if a column or a value fits no table, or there is too much of it
   */
  static Rows read(ResultSet answer) throws SQLException {
    return read(answer, MOST_ROWS);
  }

  static Rows read(ResultSet answer, long mostRows) throws SQLException {
    return new RowReading(answer.getMetaData(), mostRows).rows(answer);
  }

  private Rows rows(ResultSet answer) throws SQLException {
    Rows rows = new Rows(new Schema(fields));
    long bytes = 0;
    while (answer.next()) {
      int row = rows.open();
      for (int column = 0; column < cells.size(); column++) {
        bytes += cells.get(column).take(answer, rows, column, row);
      }
      rows.keep();
      if (rows.size() > mostRows || bytes > MOST_BYTES) {
        throw new SqlException(
            "Cannot make a table of more than %,d rows or %,d MiB by a question: it holds more than that. Take fewer columns, group more, or leave out what is old"
                .formatted(mostRows, MOST_BYTES >> 20));
      }
    }
    return rows;
  }
}
