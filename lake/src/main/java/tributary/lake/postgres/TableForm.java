package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/** A table that has to be there, and is made or compared. */
record TableForm(
    String schema, String name, List<ColumnForm> columns, List<String> key, boolean isGrowing) {
  private static final String KIND =
      """
      SELECT c.oid, c.relkind = 'r' AND c.relpersistence = 'p'
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;
  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), attnotnull
      FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """;
  private static final String KEY =
      """
      SELECT a.attname
      FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = ? AND i.indisprimary ORDER BY k.place
      """;

  static TableForm of(Names names, CopyShape shape) {
    List<ColumnForm> columns =
        shape.schema().fields().stream()
            .map(ColumnForm::of)
            .map(column -> required(column, shape.key()))
            .toList();
    return new TableForm(names.schema(), names.table(), columns, shape.key(), shape.isGrowing());
  }

  /** PostgreSQL makes each column of a primary key NOT NULL. */
  private static ColumnForm required(ColumnForm column, List<String> key) {
    return key.contains(column.name())
        ? new ColumnForm(column.name(), column.type(), true)
        : column;
  }

  static TableForm ledger(Names names) {
    return new TableForm(
        names.schema(),
        Names.LEDGER,
        List.of(
            new ColumnForm("name", "text", true),
            new ColumnForm("source", "text", true),
            new ColumnForm("version", "bigint", true),
            new ColumnForm("ledger", "text", true),
            new ColumnForm("moved_at", "timestamp with time zone", true)),
        List.of("name"),
        false);
  }

  String quoted() {
    return Names.quoted(schema) + "." + Names.quoted(name);
  }

  /** The table's number there, if something of this name is there. */
  Optional<Long> find(Connection connection) throws SQLException {
    try (PreparedStatement kind = connection.prepareStatement(KIND)) {
      kind.setString(1, schema);
      kind.setString(2, name);
      ResultSet found = kind.executeQuery();
      if (!found.next()) {
        return Optional.empty();
      }
      if (!found.getBoolean(2)) {
        throw new CopyRefusedException(
            "Cannot use %s: it is no ordinary table that survives a crash. Rename it"
                .formatted(quoted()));
      }
      return Optional.of(found.getLong(1));
    }
  }

  void make(Connection connection) throws SQLException {
    String declared =
        Stream.concat(
                columns.stream().map(column -> column.declared(key.contains(column.name()))),
                Stream.of("PRIMARY KEY (" + Names.quoted(key) + ")"))
            .collect(Collectors.joining(", "));
    // Room on each page lets a changed row stay on its page, without new index entries.
    String room = isGrowing ? "" : " WITH (fillfactor = 80)";
    try (Statement make = connection.createStatement()) {
      make.execute("CREATE TABLE " + quoted() + " (" + declared + ")" + room);
    }
  }

  /** Reads of a stretch of time find their rows, where the key does not begin with the time. */
  void indexTime(Connection connection, CopyShape shape) throws SQLException {
    Optional<String> time =
        shape.key().stream()
            .filter(
                column ->
                    shape.schema().field(shape.schema().indexOf(column)).type()
                        instanceof Type.Timestamp)
            .findFirst();
    if (time.isPresent() && !shape.key().get(0).equals(time.get())) {
      try (Statement make = connection.createStatement()) {
        make.execute("CREATE INDEX ON " + quoted() + " (" + Names.quoted(time.get()) + ")");
      }
    }
  }

  /**
   * Compares what is there.
   *
   * @throws CopyRefusedException with the difference if there is one
   */
  void check(Connection connection, long number) throws SQLException {
    List<String> differences = differences(columns(connection, number));
    List<String> keyThere = key(connection, number);
    if (!keyThere.equals(key)) {
      differences.add("the primary key is %s instead of %s".formatted(keyThere, key));
    }
    if (!differences.isEmpty()) {
      throw new CopyRefusedException(
          "Cannot use table %s: %s. Rename it, or drop it and its row in %s, and it is copied anew"
              .formatted(
                  quoted(),
                  String.join("; ", differences),
                  Names.quoted(schema) + "." + Names.quoted(Names.LEDGER)));
    }
  }

  private List<String> differences(List<ColumnForm> there) {
    List<String> differences = new ArrayList<>();
    for (ColumnForm wanted : columns) {
      Optional<ColumnForm> found =
          there.stream().filter(each -> each.name().equals(wanted.name())).findFirst();
      if (found.isEmpty()) {
        differences.add("no column " + wanted.name() + " " + wanted.words());
      } else if (!found.get().equals(wanted)) {
        differences.add(
            "column %s is %s instead of %s"
                .formatted(wanted.name(), found.get().words(), wanted.words()));
      }
    }
    List<String> names = columns.stream().map(ColumnForm::name).toList();
    for (ColumnForm besides : there) {
      if (!names.contains(besides.name())) {
        differences.add("column " + besides.name() + " " + besides.words() + " besides");
      }
    }
    if (differences.isEmpty() && !there.equals(columns)) {
      differences.add("its columns are in another order");
    }
    return differences;
  }

  private static List<ColumnForm> columns(Connection connection, long number) throws SQLException {
    try (PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
      columns.setLong(1, number);
      ResultSet found = columns.executeQuery();
      List<ColumnForm> there = new ArrayList<>();
      while (found.next()) {
        there.add(new ColumnForm(found.getString(1), found.getString(2), found.getBoolean(3)));
      }
      return there;
    }
  }

  private static List<String> key(Connection connection, long number) throws SQLException {
    try (PreparedStatement key = connection.prepareStatement(KEY)) {
      key.setLong(1, number);
      ResultSet found = key.executeQuery();
      List<String> there = new ArrayList<>();
      while (found.next()) {
        there.add(found.getString(1));
      }
      return there;
    }
  }
}
