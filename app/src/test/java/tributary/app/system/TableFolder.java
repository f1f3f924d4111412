package tributary.app.system;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import tributary.lake.Catalog;

/** The tables of a data folder as DuckDB reads their Parquet files; rows come as text. */
final class TableFolder implements AutoCloseable {
  private final Catalog catalog;
  private final Connection connection;
  private final List<Connection> cursors = new ArrayList<>();

  /**
   * @param data the data folder of a run
   */
  TableFolder(Path data) throws SQLException {
    catalog = Catalog.at(data.resolve("tables"));
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("memory_limit", "1GB");
    properties.setProperty("threads", "2");
    properties.setProperty("temp_directory", data.resolveSibling("spill").toString());
    connection = DriverManager.getConnection("jdbc:duckdb:", properties);
  }

  /** The files of the table's newest version. */
  List<Path> files(String table) {
    return catalog.snapshot(table).files();
  }

  /** The rows of one partition by offset; closed by closing the folder. */
  Rows rows(String table, int partition, List<String> columns) throws SQLException {
    if (files(table).isEmpty()) {
      return new Rows();
    }
    // A connection streams one answer at a time.
    Connection another = connection.unwrap(DuckDBConnection.class).duplicate();
    cursors.add(another);
    return new Rows(
        another,
        """
        SELECT kafka_offset, %s FROM read_parquet([%s])
        WHERE kafka_partition = %d ORDER BY kafka_offset
        """
            .formatted(String.join(", ", columns), fileList(table), partition));
  }

  /** All rows of a table in the given order, each as its cells. */
  List<List<String>> all(String table, List<String> columns, String order) throws SQLException {
    if (files(table).isEmpty()) {
      return List.of();
    }
    return query(
        "SELECT %s FROM read_parquet([%s]) ORDER BY %s"
            .formatted(String.join(", ", columns), fileList(table), order));
  }

  /** The answer to a question, each row as its cells. */
  List<List<String>> query(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(cells(result, 1));
      }
    }
    return rows;
  }

  /** The files as a list in SQL; a table without rows has none, which DuckDB refuses. */
  String fileList(String table) {
    return files(table).stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
  }

  /** The table as DuckDB's FROM has it; it must have rows. */
  String parquet(String table) {
    return "read_parquet([" + fileList(table) + "])";
  }

  private static List<String> cells(ResultSet result, int first) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = first; i <= result.getMetaData().getColumnCount(); i++) {
      Object value = result.getObject(i);
      cells.add(
          value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
    }
    return cells;
  }

  @Override
  public void close() throws SQLException {
    for (Connection cursor : cursors) {
      cursor.close();
    }
    connection.close();
  }

  /** Rows in the order of offsets, one at a time. */
  static final class Rows {
    private static final long END = Long.MAX_VALUE;

    private final @Nullable ResultSet result;
    private long offset;

    private Rows() {
      result = null;
      offset = END;
    }

    private Rows(Connection connection, String sql) throws SQLException {
      result = connection.createStatement().executeQuery(sql);
      advance();
    }

    /** The offset of the row at hand; the greatest long after the last one. */
    long offset() {
      return offset;
    }

    /** Takes the row at hand. */
    List<String> take() {
      try {
        List<String> cells = cells(requireNonNull(result), 2);
        advance();
        return cells;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private void advance() throws SQLException {
      offset = requireNonNull(result).next() ? result.getLong(1) : END;
    }
  }
}
