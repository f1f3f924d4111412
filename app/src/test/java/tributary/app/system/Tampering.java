package tributary.app.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One Parquet file of a table, rewritten under its name until closed. */
final class Tampering implements AutoCloseable {
  private final Path file;
  private final Path original;

  private Tampering(Path file) {
    this.file = file;
    this.original = file.resolveSibling("original");
  }

  /**
   * Replaces the first file of a table.
   *
   * @param question what the file is to hold, with {@code $file} for what it held
   */
  static Tampering with(Path data, String table, String question) throws SQLException, IOException {
    Tampering tampering;
    try (TableFolder tables = new TableFolder(data)) {
      tampering = new Tampering(tables.files(table).get(0));
    }
    Files.copy(tampering.file, tampering.original);
    String held = "read_parquet('%s')".formatted(tampering.original);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet)"
              .formatted(question.replace("$file", held), tampering.file));
    }
    return tampering;
  }

  /** Puts the file back as it was. */
  @Override
  public void close() throws IOException {
    Files.move(original, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
