package tributary.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tributary.core.ledger.ModelSourcesJson;
import tributary.lake.delta.DeltaReader;
import tributary.lake.disk.Disk;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/** Tables that made room for others of their name. Nobody reads or sweeps them there. */
record SetAside(Path root, Disk disk) {
  /** No name of a table begins with a point. */
  private static final String FOLDER = ".replaced";

  /**
   * Moves a model's Delta table.
   *
   * @return where it lies now; empty if there was none
   */
  Optional<String> delta(String name, Path folder) throws IOException {
    DeltaReader reader = new DeltaReader(folder);
    if (!reader.exists()) {
      return Optional.empty();
    }
    checkModels(name, reader);
    checkAlone(name);
    return Optional.of(move(name, folder));
  }

  /**
   * Moves a Delta table's folder in one step, and makes that survive a power cut.
   *
   * @return where it lies now
   */
  String move(String name, Path folder) throws IOException {
    Path parent = Files.createDirectories(root.resolve(FOLDER));
    disk.syncName(parent);
    Path free = free(parent, name);
    disk.replace(free, folder);
    disk.syncName(free);
    disk.syncName(folder);
    return free.toString();
  }

  /**
   * Renames a model's Iceberg table in its catalog.
   *
   * @return its name now; empty if there was none
   */
  Optional<String> iceberg(String name, IcebergCatalog catalog) throws IOException {
    if (!catalog.has(name)) {
      return Optional.empty();
    }
    checkModels(name, catalog.reader(name));
    return Optional.of(catalog.setAside(name));
  }

  private static void checkModels(String name, TableReader reader) throws IOException {
    TableVersion found = reader.latest();
    boolean isModels =
        found.ledger().isPresent()
            ? ModelSourcesJson.is(found.ledger().get())
            : found.files().isEmpty();
    if (!isModels) {
      throw new TableRefusedException(
          "Cannot move table %s aside: it holds rows that no model made".formatted(name));
    }
  }

  /** The folder of a.b lies in that of a. */
  void checkAlone(String name) {
    for (String other : Catalog.at(root).tables()) {
      if (other.startsWith(name + ".")) {
        throw new TableRefusedException(
            "Cannot move table %s aside: table %s lies in its folder".formatted(name, other));
      }
    }
  }

  private static Path free(Path parent, String name) {
    int number = 1;
    while (Files.exists(parent.resolve(name + "-" + number))) {
      number++;
    }
    return parent.resolve(name + "-" + number);
  }
}
