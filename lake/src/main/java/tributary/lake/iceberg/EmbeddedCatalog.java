package tributary.lake.iceberg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import tributary.lake.disk.Disk;

/**
 * The catalog in the data folder: Iceberg's JDBC catalog on SQLite, one small file. Several
 * processes may use it at a time: SQLite locks the file for each statement, and a commit is one
 * statement that names the metadata it replaces.
 */
final class EmbeddedCatalog {
  /** How long a statement waits for those of other processes. */
  private static final int BUSY_MILLIS = 30_000;

  private static final int READ_WRITE = 2;

  private EmbeddedCatalog() {}

  private static Path file(Path root) {
    return root.resolve("iceberg.db");
  }

  /** Whether the folder has one. */
  static boolean exists(Path root) {
    return Files.isRegularFile(file(root));
  }

  /** Opens the catalog; makes it if there is none. */
  static Catalog open(Path root, Disk disk) {
    return connect(root, disk, Map.of());
  }

  /** Opens the catalog that is there; makes nothing. */
  static Catalog openExisting(Path root, Disk disk) {
    return connect(
        root,
        disk,
        Map.of(
            "jdbc.init-catalog-tables", "false", "jdbc.open_mode", Integer.toString(READ_WRITE)));
  }

  private static Catalog connect(Path root, Disk disk, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>();
    properties.put(CatalogProperties.URI, "jdbc:sqlite:" + file(root));
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, NioFiles.location(root));
    properties.put("jdbc.schema-version", "V1");
    properties.put("jdbc.synchronous", "FULL");
    properties.put("jdbc.busy_timeout", Integer.toString(BUSY_MILLIS));
    properties.putAll(more);
    return FirstOpening.of(
        () -> {
          JdbcCatalog catalog = new JdbcCatalog(given -> new NioFiles(disk), null, true);
          catalog.initialize("tributary", properties);
          return catalog;
        });
  }
}
