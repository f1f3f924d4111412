package tributary.lake.iceberg;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import tributary.lake.disk.Disk;

/** What kinds of catalogs there are, and how each is connected to. */
enum CatalogType {
  /** A database file in the data folder; the default. */
  EMBEDDED {
    @Override
    Catalog connect(Path root, Map<String, String> properties, Disk disk) {
      return EmbeddedCatalog.open(root, disk);
    }

    @Override
    boolean mayLandLate() {
      return false;
    }
  };

  /**
   * The type that the properties ask for.
   *
   * @throws IllegalArgumentException if there is none such
   */
  static CatalogType of(Map<String, String> properties) {
    if (properties.isEmpty()) {
      return EMBEDDED;
    }
    throw new IllegalArgumentException(
        "Invalid Iceberg catalog type: "
            + properties.get("type")
            + ". Leave the catalog's properties out for the catalog in the data folder");
  }

  /**
   * Connects to the catalog; makes the embedded one if it is not there.
   *
   * @throws RuntimeException Iceberg's, if it cannot be reached
   */
  abstract Catalog connect(Path root, Map<String, String> properties, Disk disk);

  /** Whether a commit may still arrive after its call has failed, as over a network. */
  abstract boolean mayLandLate();
}
