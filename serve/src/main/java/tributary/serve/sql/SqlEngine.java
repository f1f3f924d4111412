package tributary.serve.sql;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/**
 * Answers questions in SQL over the tables as they were at one moment: DuckDB in memory with one
 * view per table.
 *
 * <p>A question can only read, and only the tables' own files: no other file, no network, no
 * extension, no setting; {@value #THREADS} threads at most and {@value #MEMORY} of memory, nothing
 * spilled to disk. Used by one thread at a time.
 */
public final class SqlEngine implements AutoCloseable {
  static final String MEMORY = "1GB";
  private static final int THREADS = 2;

  private final Connection connection;
  private final Set<String> tables;
  private final Map<String, String> absent;
  private volatile @Nullable Statement running;

  private SqlEngine(Connection connection, Set<String> tables, Map<String, String> absent) {
    this.connection = connection;
    this.tables = tables;
    this.absent = absent;
  }

  /**
   * Opens the tables.
   *
   * @param asOf applied to every table; one that did not exist then, or cannot be read, is missed
   *     only by a question that names it
   * @throws SqlException if the tables cannot be shown to DuckDB
   */
  public static SqlEngine open(TableFiles files, AsOf asOf) {
    return open(files, asOf, THREADS);
  }

  /**
   * Opens the tables for questions whose answers are the same each time, sums of doubles included:
   * one thread works on them.
   *
   * @throws SqlException if a table's files cannot be read
   */
  public static SqlEngine openRepeatable(TableFiles files) {
    return open(files, new AsOf.Now(), 1);
  }

  private static SqlEngine open(TableFiles files, AsOf asOf, int threads) {
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
      return open(connection, files, asOf, threads);
    } catch (SQLException | SqlException e) {
      close(connection, e);
      throw e instanceof SqlException told ? told : failure("Cannot open the tables", e);
    }
  }

  private static SqlEngine open(Connection connection, TableFiles files, AsOf asOf, int threads)
      throws SQLException {
    Set<String> tables = new TreeSet<>();
    Map<String, String> absent = new TreeMap<>();
    List<Path> readable = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      limit(statement, threads);
      for (String table : files.tables()) {
        Optional<TableFiles.Files> found = find(files, table, asOf, absent);
        if (found.isPresent()) {
          Views.create(statement, table, found.get());
          readable.addAll(found.get().files());
          tables.add(table);
        }
      }
      lock(statement, readable);
    }
    return new SqlEngine(connection, tables, absent);
  }

  /** A table that cannot be read is missed only by a question that names it. */
  private static Optional<TableFiles.Files> find(
      TableFiles files, String table, AsOf asOf, Map<String, String> absent) {
    try {
      Optional<TableFiles.Files> found = files.at(table, asOf);
      if (found.isEmpty()) {
        absent.put(
            table,
            "Cannot read %s as of %s: it does not reach back to that point".formatted(table, asOf));
      }
      return found;
    } catch (SqlException unreadable) {
      absent.put(table, String.valueOf(unreadable.getMessage()));
      return Optional.empty();
    }
  }

  private static void limit(Statement statement, int threads) throws SQLException {
    statement.execute("SET TimeZone = 'UTC'");
    statement.execute("SET threads = " + threads);
    statement.execute("SET memory_limit = '" + MEMORY + "'");
    statement.execute("SET temp_directory = ''");
    statement.execute("SET autoinstall_known_extensions = false");
    statement.execute("SET autoload_known_extensions = false");
  }

  /** The order matters: the files are named while that is still allowed, then the door is shut. */
  private static void lock(Statement statement, List<Path> readable) throws SQLException {
    statement.execute("SET allowed_paths = " + Views.list(readable));
    statement.execute("SET enable_external_access = false");
    statement.execute("SET lock_configuration = true");
  }

  /**
   * Answers one question. If it fails midway, what was written so far is not a whole answer.
   *
   * @param out flushed at the end, not closed
   * @return the number of rows
   * @throws SqlException if the question cannot be answered
   * @throws IOException if the answer cannot be written
   */
  public long query(String sql, ResultFormat format, Writer out) throws IOException {
    try {
      Question.check(connection, sql);
      try (Statement statement = connection.createStatement();
          ResultSet answer = statement.executeQuery(sql)) {
        return write(answer, format.writer(out));
      }
    } catch (SQLException e) {
      throw new SqlException(SqlErrors.explain(e, tables, absent), e);
    }
  }

  /**
   * Answers one question whose columns are whole numbers, none of them absent.
   *
   * @param rows takes each row, on the calling thread; the array is its own to keep
   * @throws SqlException if the question cannot be answered, or the answer is no whole numbers;
   *     rows may have been taken before
   */
  public void numbers(String sql, Consumer<long[]> rows) {
    try {
      Question.check(connection, sql);
      try (Statement statement = connection.createStatement();
          ResultSet answer = statement.executeQuery(sql)) {
        int columns = answer.getMetaData().getColumnCount();
        while (answer.next()) {
          rows.accept(numbers(answer, columns));
        }
      }
    } catch (SQLException e) {
      throw new SqlException(SqlErrors.explain(e, tables, absent), e);
    }
  }

  /**
   * Answers one question with rows of a table, each value exactly as it came out. Columns get the
   * names and types of the answer.
   *
   * @throws SqlException if the question cannot be answered, its answer is no table, or too large
   */
  public Rows rows(String sql) {
    try {
      Question.checkPlain(connection, sql);
      try (Statement statement = connection.createStatement()) {
        running = statement;
        try (ResultSet answer = statement.executeQuery(sql)) {
          return RowReading.read(answer);
        }
      } finally {
        running = null;
      }
    } catch (SQLException e) {
      throw new SqlException(SqlErrors.explain(e, tables, absent), e);
    }
  }

  /** Breaks {@link #rows} off, which then refuses. For any thread. */
  public void cancel() {
    Statement statement = running;
    try {
      if (statement != null) {
        statement.cancel();
      }
    } catch (SQLException e) {
      throw failure("Cannot break a question off", e);
    }
  }

  private static long[] numbers(ResultSet answer, int columns) throws SQLException {
    long[] row = new long[columns];
    for (int i = 0; i < columns; i++) {
      if (!(answer.getObject(i + 1) instanceof Number number)) {
        throw new SqlException(
            "Cannot read column " + answer.getMetaData().getColumnName(i + 1) + " as a number");
      }
      row[i] = number.longValue();
    }
    return row;
  }

  private static long write(ResultSet answer, ResultWriter writer)
      throws SQLException, IOException {
    ResultSetMetaData columns = answer.getMetaData();
    List<ResultWriter.Heading> headings = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      headings.add(
          new ResultWriter.Heading(columns.getColumnName(i), isNumber(columns.getColumnType(i))));
    }
    writer.begin(headings);
    @Nullable Object[] values = new @Nullable Object[headings.size()];
    long rows = 0;
    while (answer.next()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Cells.read(answer, i + 1);
      }
      writer.row(values);
      rows++;
    }
    writer.end();
    return rows;
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.FLOAT,
          Types.REAL,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          true;
      default -> false;
    };
  }

  private static SqlException failure(String what, Exception cause) {
    return new SqlException(what + ": " + SqlErrors.text(cause), cause);
  }

  private static void close(@Nullable Connection connection, Exception reason) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("Cannot close DuckDB", e);
    }
  }
}
