package tributary.app.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where one pipeline keeps everything that it writes. Deleting it forgets the pipeline's past;
 * nothing is written elsewhere.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {

  /**
   * The folder that the user named, or {@code tributary-data/<pipeline>} in the current directory.
   *
   * @param named null where the user named none
   */
  public static DataFolder of(@Nullable Path named, String pipeline) {
    Path folder = named == null ? Path.of("tributary-data", pipeline) : named;
    return new DataFolder(folder.toAbsolutePath().normalize());
  }

  /** The log of the embedded broker. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The folder that holds one folder per table. */
  public Path tables() {
    return root.resolve("tables");
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
