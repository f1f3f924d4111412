package tributary.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tributary.lake.delta.DeltaReader;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;

/** Sees that a name means one table only: a reader would find another than the writer writes to. */
record OnePlace(Path root, Format format) {

  /**
   * Looks where the writer would not.
   *
   * @throws TableRefusedException if a table of that name is there
   * @throws IOException if that cannot be told
   */
  void check(String name) throws IOException {
    if (!(format instanceof Format.Delta) && hasDelta(name)) {
      throw refused(name, "Delta");
    }
    if ((format instanceof Format.Delta || isExternal()) && hasEmbedded(name)) {
      throw refused(name, isExternal() ? "its embedded Iceberg catalog" : "Iceberg");
    }
  }

  private boolean isExternal() {
    return format instanceof Format.Iceberg iceberg && iceberg.isExternal();
  }

  /** Whether the data folder has such a table, in whichever format. */
  static boolean isInFolder(Path root, String name) throws IOException {
    OnePlace folder = new OnePlace(root, new Format.Delta());
    return folder.hasDelta(name) || folder.hasEmbedded(name);
  }

  private boolean hasDelta(String name) throws IOException {
    return new DeltaReader(TableName.folder(root, name)).exists();
  }

  private boolean hasEmbedded(String name) throws IOException {
    Optional<IcebergCatalog> embedded = IcebergCatalogs.openEmbedded(root);
    if (embedded.isEmpty()) {
      return false;
    }
    try (IcebergCatalog catalog = embedded.get()) {
      return catalog.has(name);
    }
  }

  private TableRefusedException refused(String name, String where) {
    return new TableRefusedException(
        "Cannot write to table %s: %s has a table of that name in %s. Choose another name, or move the old table away"
            .formatted(name, root, where));
  }
}
