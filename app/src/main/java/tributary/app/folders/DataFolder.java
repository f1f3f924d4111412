package tributary.app.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one pipeline keeps everything that it writes. Deleting it forgets the pipeline's past;
 * nothing is written elsewhere.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {

  /**
   * The folder that the user named, or {@code tributary-data/<pipeline>} where the user stands.
   *
   * @param named relative to {@code here}; null where the user named none
   */
  public static DataFolder of(@Nullable Path named, String pipeline, Path here) {
    Path folder = named == null ? Path.of("tributary-data", pipeline) : named;
    return new DataFolder(here.resolve(folder).toAbsolutePath().normalize());
  }

  /** The data folders below the folder, sorted; none if there is no such folder. */
  public static List<Path> in(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("tables")))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new FolderException(
          "Cannot list the data folders in %s (%s): name one with --data"
              .formatted(parent, failure));
    }
  }

  /** The log of the embedded broker. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The folder that holds one folder per table. */
  public Path tables() {
    return root.resolve("tables");
  }

  /** Where tables are computed anew to be compared; there only while that goes on. */
  public Path recomputed() {
    return root.resolve("recomputed");
  }

  /** What the program wrote down about its run. */
  public Path logFile() {
    return root.resolve("logs").resolve("tributary.log");
  }

  /**
   * Makes the folder, if it is not there yet.
   *
   * @throws FolderException if it cannot be made or written
   */
  public DataFolder prepared() {
    try {
      Files.createDirectories(root);
    } catch (IOException failure) {
      throw new FolderException(
          "Cannot create data folder %s (%s): choose another with --data".formatted(root, failure));
    }
    if (!Files.isWritable(root)) {
      throw new FolderException(
          "Cannot write to data folder %s: choose another with --data, or change its permissions"
              .formatted(root));
    }
    return this;
  }
}
