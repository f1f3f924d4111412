package tributary.serve.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import tributary.core.rows.Field;
import tributary.core.rows.Type;

/** The views over the tables' files, as statements. */
final class Views {
  private Views() {}

  /**
   * Makes the view of one table. A name of two parts stands in a schema, of three in a database and
   * a schema, so that a query names it as it is named elsewhere.
   */
  static void create(Statement statement, String table, TableFiles.Files files)
      throws SQLException {
    String[] parts = table.split("\\.");
    if (parts.length > 3) {
      throw new SqlException("Invalid table name: " + table + " (at most three parts)");
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < parts.length - 1; i++) {
      name.append(name.isEmpty() ? "" : ".").append(identifier(parts[i]));
      boolean isDatabase = parts.length == 3 && i == 0;
      statement.execute(
          isDatabase
              ? "ATTACH IF NOT EXISTS ':memory:' AS " + name
              : "CREATE SCHEMA IF NOT EXISTS " + name);
    }
    name.append(name.isEmpty() ? "" : ".").append(identifier(parts[parts.length - 1]));
    statement.execute("CREATE VIEW " + name + " AS " + select(files));
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
