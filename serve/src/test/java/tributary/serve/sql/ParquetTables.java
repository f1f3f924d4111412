package tributary.serve.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.core.rows.Schema;

/** Tables of Parquet files in a folder, each with its versions: what the lake would know. */
final class ParquetTables implements TableFiles {
  private final Path folder;
  private final Map<String, List<Files>> versions = new LinkedHashMap<>();

  ParquetTables(Path folder) {
    this.folder = folder;
  }

  /** Makes a table without rows: its version 0. */
  ParquetTables table(String name, Schema schema) {
    versions.computeIfAbsent(name, absent -> new ArrayList<>()).add(new Files(schema, List.of()));
    return this;
  }

  /** Adds the rows of a query to the table as one file: its next version. */
  ParquetTables commit(String name, String rows) {
    List<Files> history = versions.getOrDefault(name, List.of());
    Files before = history.get(history.size() - 1);
    Path file = folder.resolve(name + " it's " + history.size() + ".parquet");
    write(rows, file);
    List<Path> files = new ArrayList<>(before.files());
    files.add(file);
    history.add(new Files(before.schema(), files));
    return this;
  }

  private static void write(String rows, Path file) {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      String path = file.toString().replace("'", "''");
      statement.execute("COPY (" + rows + ") TO '" + path + "' (FORMAT parquet)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> tables() {
    return List.copyOf(versions.keySet());
  }

  @Override
  public Optional<Files> at(String table, AsOf asOf) {
    List<Files> history = versions.getOrDefault(table, List.of());
    long version = asOf instanceof AsOf.Version asked ? asked.number() : history.size() - 1;
    return version < history.size() ? Optional.of(history.get((int) version)) : Optional.empty();
  }
}
