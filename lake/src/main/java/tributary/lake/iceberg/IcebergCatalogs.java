package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import tributary.lake.disk.Disk;

/** Opens catalogs of Iceberg tables. */
public final class IcebergCatalogs {
  private IcebergCatalogs() {}

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
    return connect(type, () -> type.connect(root, properties, disk), disk);
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
        connect(CatalogType.EMBEDDED, () -> EmbeddedCatalog.openExisting(root, disk), disk));
  }

  @FunctionalInterface
  private interface Connecting {
    Catalog connect() throws IOException;
  }

  private static IcebergCatalog connect(CatalogType type, Connecting connecting, Disk disk)
      throws IOException {
    try {
      return new IcebergCatalog(connecting.connect(), type.mayLandLate(), disk);
    } catch (RuntimeException e) {
      throw new IOException("Cannot open the Iceberg catalog: " + e, e);
    }
  }
}
