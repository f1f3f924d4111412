package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.RowSource;

/** Brings rows into the table: copied beside it first, then merged by their key. */
final class Merge {
  private final Names names;
  private final CopyShape shape;

  Merge(Names names, CopyShape shape) {
    this.names = names;
    this.shape = shape;
  }

  void in(Connection connection, RowSource rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Kept by the connection: a table made for each write would make the catalogs grow.
      statement.execute(
          "CREATE TEMPORARY TABLE IF NOT EXISTS %s (LIKE %s) ON COMMIT DELETE ROWS"
              .formatted(names.staged(), names.base()));
      long staged = stage(connection, rows);
      if (staged == 0) {
        return;
      }
      if (shape.isGrowing()) {
        add(statement, staged);
      } else {
        replace(statement);
      }
    }
  }

  private long stage(Connection connection, RowSource source) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(names.staged()));
    BinaryRows rows = new BinaryRows(shape, new BinaryOutput(copy::writeToCopy));
    rows.begin();
    source.forEach(batch -> write(rows, batch));
    rows.end();
    copy.endCopy();
    return rows.written();
  }

  private static void write(BinaryRows to, Rows batch) {
    try {
      to.write(batch);
    } catch (SQLException e) {
      throw new Transactions.Passed(e);
    }
  }

  private String insert() {
    return "INSERT INTO %s AS t SELECT * FROM %s ON CONFLICT (%s) DO "
        .formatted(names.base(), names.staged(), Names.quoted(shape.key()));
  }

  /** A row that is there as it comes is left alone, and so costs no space. */
  private void replace(Statement statement) throws SQLException {
    String changes =
        shape.schema().names().stream()
            .filter(column -> !shape.key().contains(column))
            .map(Names::quoted)
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    if (changes.isEmpty()) {
      statement.execute(insert() + "NOTHING");
      return;
    }
    // Compared bit by bit: -0 is not 0, and null is null.
    statement.execute(
        insert() + "UPDATE SET " + changes + " WHERE t.* OPERATOR(pg_catalog.*<>) excluded.*");
  }

  private void add(Statement statement, long staged) throws SQLException {
    long added = statement.executeLargeUpdate(insert() + "NOTHING");
    if (added < staged) {
      refuseOthers(statement);
    }
  }

  private void refuseOthers(Statement statement) throws SQLException {
    String same =
        shape.key().stream()
            .map(Names::quoted)
            .map(column -> "t." + column + " = s." + column)
            .collect(Collectors.joining(" AND "));
    String key =
        shape.key().stream()
            .map(
                name ->
                    "'%s ' || s.%s::text".formatted(name.replace("'", "''"), Names.quoted(name)))
            .collect(Collectors.joining(" || ', ' || "));
    String sql =
        "SELECT %s FROM %s s JOIN %s t ON %s WHERE t.* OPERATOR(pg_catalog.*<>) s.* LIMIT 1"
            .formatted(key, names.staged(), names.base(), same);
    try (ResultSet others = statement.executeQuery(sql)) {
      if (others.next()) {
        throw new CopyRefusedException(
            "Cannot copy the row of %s with %s: %s holds another one with this key, and rows there never change. Find out who wrote it; to copy anew: TRUNCATE %s; DELETE FROM %s WHERE name = '%s'"
                .formatted(
                    shape.source(),
                    others.getString(1),
                    names.base(),
                    names.base(),
                    names.ledger(),
                    shape.name()));
      }
    }
  }

  /** Whether the table holds no row at all. */
  boolean isEmpty(Connection connection) throws SQLException {
    try (Statement ask = connection.createStatement();
        ResultSet answer =
            ask.executeQuery("SELECT NOT EXISTS (SELECT FROM " + names.base() + ")")) {
      answer.next();
      return answer.getBoolean(1);
    }
  }
}
