package tributary.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tributary.lake.disk.Disk;
import tributary.lake.disk.SyncedFile;

/**
 * The note that tables which were computed completely are taking the places of others. While it is
 * there some have and some may not have: nobody may write to them, and going on ends it.
 */
record Takeover(Path root, Disk disk) {
  /** No name of a table begins with a point. */
  private static final String FILE = ".rebuilt-complete";

  /** For those who only look. */
  Takeover(Path root) {
    this(root, Disk.local());
  }

  private Path file() {
    return root.resolve(FILE);
  }

  boolean isUnderWay() {
    return Files.exists(file());
  }

  /**
   * Refuses to write while it goes on.
   *
   * @throws TableRefusedException if it does
   */
  void refuseIfUnderWay() {
    if (isUnderWay()) {
      throw new TableRefusedException(
          "Cannot go on with the tables in %s: they were being replaced by new ones, and that was broken off. Run ./tributary rebuild PIPELINE again: it goes on where it was"
              .formatted(root));
    }
  }

  /** Begins it: survives a power cut once it has returned, and is not there if it fails before. */
  void begin(List<String> tables) throws IOException {
    Path draft = root.resolve(FILE + ".tmp");
    disk.delete(draft);
    try (SyncedFile file = new SyncedFile(disk, draft)) {
      file.write(String.join("\n", tables).getBytes(UTF_8));
      file.finish();
    }
    disk.replace(file(), draft);
    disk.syncName(file());
  }

  /** The tables, those that have taken their places among them. */
  List<String> tables() throws IOException {
    return Files.readAllLines(file());
  }

  /** Ends it. */
  void end() throws IOException {
    disk.delete(file());
    disk.syncName(file());
  }
}
