package tributary.ingest.reconcile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tributary.lake.disk.FolderLock;

/**
 * A folder for tables that nobody needs afterwards. What a process that was killed left in it is
 * deleted by the next one.
 */
final class Scratch implements AutoCloseable {
  private final Path folder;
  private final FolderLock lock;

  /**
   * Takes the folder and empties it.
   *
   * @param folder in a folder that exists
   * @param bytes for how much there has to be room
   * @throws NotComparableException if another process uses it, or there is no room
   */
  Scratch(Path folder, long bytes) {
    this.folder = folder;
    try {
      Path parent = requireNonNull(folder.toAbsolutePath().getParent());
      this.lock =
          FolderLock.take(
              parent,
              "." + folder.getFileName() + ".lock",
              holder ->
                  new NotComparableException(
                      "%s recomputes in %s already: wait for it".formatted(holder, folder)));
      try {
        delete();
        checkRoom(parent, bytes);
        Files.createDirectory(folder);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new NotComparableException("cannot write to %s: %s".formatted(folder, e));
    }
  }

  private void checkRoom(Path parent, long bytes) throws IOException {
    long usable = Files.getFileStore(parent).getUsableSpace();
    if (usable < bytes) {
      throw new NotComparableException(
          "recomputing in %s takes up to %,d bytes, and the disk has room for %,d"
              .formatted(folder, bytes, usable));
    }
  }

  Path folder() {
    return folder;
  }

  private void delete() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (lock) {
      delete();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }
}
