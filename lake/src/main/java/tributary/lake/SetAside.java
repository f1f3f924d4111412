package tributary.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tributary.lake.disk.Disk;

/** Tables that made room for others of their name. Nobody reads or sweeps them there. */
final class SetAside {
  /** No name of a table begins with a point. */
  private static final String FOLDER = ".replaced";

  private SetAside() {}

  /**
   * Moves a table's folder in one step, and makes that survive a power cut.
   *
   * @return where it lies now
   */
  static Path move(Path root, Path table, String name, Disk disk) throws IOException {
    Path parent = Files.createDirectories(root.resolve(FOLDER));
    disk.syncName(parent);
    Path free = free(parent, name);
    disk.replace(free, table);
    disk.syncName(free);
    disk.syncName(table);
    return free;
  }

  private static Path free(Path parent, String name) {
    int number = 1;
    while (Files.exists(parent.resolve(name + "-" + number))) {
      number++;
    }
    return parent.resolve(name + "-" + number);
  }
}
