package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.lake.copy.CopyRefusedException;

/** What readers see of a copy: its shown columns under its name. */
final class FlatView {
  private static final String FIND =
      """
      SELECT c.relkind, obj_description(c.oid, 'pg_class'),
        ARRAY(SELECT attname::text FROM pg_attribute
          WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private final Names names;
  private final List<String> shown;

  FlatView(Names names, List<String> shown) {
    this.names = names;
    this.shown = shown;
  }

  /** Makes it; changes one of ours whose columns are others; refuses what is somebody else's. */
  void prepare(Connection connection) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, names.views());
      find.setString(2, names.view());
      ResultSet found = find.executeQuery();
      if (!found.next()) {
        make(connection);
        return;
      }
      @Nullable String comment = found.getString(2);
      if (!found.getString(1).equals("v") || !mark().equals(comment)) {
        throw new CopyRefusedException(
            "Cannot show a copy as %s: something of that name is there that is no view of %s made by Tributary. Rename it, or name the copy otherwise"
                .formatted(names.shown(), names.base()));
      }
      if (!List.of((String[]) found.getArray(3).getArray()).equals(shown)) {
        change(connection);
      }
    }
  }

  /** Tells our views from others'. */
  private String mark() {
    return "Tributary shows " + names.base();
  }

  private void make(Connection connection) throws SQLException {
    try (Statement make = connection.createStatement()) {
      make.execute(
          "CREATE VIEW %s AS SELECT %s FROM %s"
              .formatted(names.shown(), Names.quoted(shown), names.base()));
      make.execute("COMMENT ON VIEW %s IS '%s'".formatted(names.shown(), mark()));
    }
  }

  private void change(Connection connection) throws SQLException {
    try (Statement drop = connection.createStatement()) {
      drop.execute("DROP VIEW " + names.shown());
    }
    make(connection);
  }
}
