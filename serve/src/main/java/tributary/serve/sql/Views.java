package tributary.serve.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.core.rows.Field;
import tributary.core.rows.Type;

/** The views over the tables' files, as statements. */
final class Views {
  private static final Set<String> RESERVED = Set.of("main", "memory", "system", "temp");

  private Views() {}

  /**
   * Makes the view of one table. A name of two parts stands in a schema, of three in a database and
   * a schema, so that a question names it as it is named elsewhere. DuckDB keeps some database
   * names for itself: a table of such a one is found by its last two parts.
   */
  static void create(Statement statement, String table, TableFiles.Files files)
      throws SQLException {
    List<String> parts = List.of(nameInSql(table).split("\\."));
    if (parts.size() > 3) {
      throw new SqlException("Invalid table name: " + table + " (at most three parts)");
    }
    String within = "";
    if (parts.size() == 3) {
      within = identifier(parts.get(0)) + ".";
      statement.execute("ATTACH IF NOT EXISTS ':memory:' AS " + identifier(parts.get(0)));
    }
    if (parts.size() > 1) {
      within += identifier(parts.get(parts.size() - 2));
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + within);
      within += ".";
    }
    String name = within + identifier(parts.get(parts.size() - 1));
    statement.execute("CREATE VIEW " + name + " AS " + select(files));
  }

  /** What a question calls the table: its name, or the last two parts of it. */
  static String nameInSql(String table) {
    List<String> parts = List.of(table.split("\\."));
    return parts.size() == 3 && RESERVED.contains(parts.get(0))
        ? parts.get(1) + "." + parts.get(2)
        : table;
  }

  private static String select(TableFiles.Files files) {
    String columns =
        files.schema().fields().stream()
            .map(field -> files.files().isEmpty() ? empty(field) : identifier(field.name()))
            .collect(Collectors.joining(", "));
    return files.files().isEmpty()
        ? "SELECT " + columns + " LIMIT 0"
        : "SELECT " + columns + " FROM read_parquet(" + list(files.files()) + ")";
  }

  private static String empty(Field field) {
    return "CAST(NULL AS " + typeName(field.type()) + ") AS " + identifier(field.name());
  }

  /** A list of paths as SQL. */
  static String list(List<Path> paths) {
    return paths.stream()
        .map(path -> text(path.toAbsolutePath().normalize().toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String typeName(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof Type.HeaderList) {
      return "STRUCT(\"key\" VARCHAR, \"value\" BLOB)[]";
    }
    if (type instanceof Type.Timestamp) {
      return "TIMESTAMP WITH TIME ZONE";
    }
    if (type instanceof Type.Text) {
      return "VARCHAR";
    }
    return type instanceof Type.Binary ? "BLOB" : type.label();
  }
}
