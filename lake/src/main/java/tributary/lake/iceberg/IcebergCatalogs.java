package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.catalog.Catalog;
import tributary.lake.disk.Disk;
import tributary.lake.table.TableReader;

/** Opens catalogs of Iceberg tables. */
public final class IcebergCatalogs {
  private IcebergCatalogs() {}

  /**
   * Looks through the properties of a catalog, and asks no server.
   *
   * @throws IllegalArgumentException if one is wrong or missing; the message has no secret
   */
  public static void check(Map<String, String> properties) {
    CatalogType unused = CatalogType.of(properties);
  }

  /** Whether a property of this name may hold a secret, in whichever store. */
  public static boolean isSecret(String name) {
    return Secrets.isSecret(name);
  }

  /**
   * Opens the catalog that the properties ask for.
   *
   * @param root the data folder, in which the embedded catalog lies; it exists
   * @param properties by their Iceberg names; empty for the embedded catalog, which is made if it
   *     is not there
   * @throws IllegalArgumentException if a property is wrong or missing; the message has no secret
   * @throws IOException if the catalog cannot be reached, or refuses; likewise
   */
  public static IcebergCatalog open(Path root, Map<String, String> properties, Disk disk)
      throws IOException {
    CatalogType type = CatalogType.of(properties);
    Secrets secrets = new Secrets(properties);
    return connect(type, secrets, () -> type.connect(root, properties, disk), disk);
  }

  /**
   * Opens the embedded catalog of the data folder if it has one; makes nothing.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<IcebergCatalog> openEmbedded(Path root) throws IOException {
    if (!EmbeddedCatalog.exists(root)) {
      return Optional.empty();
    }
    Disk disk = Disk.local();
    return Optional.of(
        connect(
            CatalogType.EMBEDDED,
            Secrets.NONE,
            () -> EmbeddedCatalog.openExisting(root, disk),
            disk));
  }

  /**
   * Reads a table by one of its metadata files, without its catalog.
   *
   * @param location of the metadata file, on a local or mounted file system
   */
  public static TableReader readerOf(String location) {
    return new IcebergReader(new StaticTableOperations(location, new NioFiles()), Secrets.NONE);
  }

  @FunctionalInterface
  private interface Connecting {
    Catalog connect() throws IOException;
  }

  private static IcebergCatalog connect(
      CatalogType type, Secrets secrets, Connecting connecting, Disk disk) throws IOException {
    try {
      return new IcebergCatalog(connecting.connect(), type.mayLandLate(), secrets, disk);
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot open the Iceberg catalog", e);
    }
  }
}
