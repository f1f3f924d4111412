package tributary.lake.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import tributary.lake.disk.Disk;

/**
 * Files of Iceberg tables on a local or mounted file system, through java.nio: made exclusively,
 * synced with their names, without child processes. For any thread. Public because catalogs make
 * one by its name, the property {@code io-impl}.
 */
public final class NioFiles implements FileIO {
  private static final String SCHEME = "file:";

  // FileIO wants to be serializable; one of ours never is serialized.
  @SuppressWarnings("serial")
  private final Disk disk;

  /** Files of the machine itself. */
  public NioFiles() {
    this(Disk.local());
  }

  NioFiles(Disk disk) {
    this.disk = disk;
  }

  /** The location of a file or folder, as Iceberg's metadata name it: not percent-encoded. */
  static String location(Path path) {
    return SCHEME + "//" + path.toAbsolutePath().normalize();
  }

  /**
   * The file or folder at a location.
   *
   * @throws IllegalArgumentException if it is not on this machine
   */
  static Path path(String location) {
    if (location.startsWith(SCHEME + "///")) {
      return Path.of(location.substring(SCHEME.length() + 2));
    }
    if (location.startsWith(SCHEME + "/")) {
      return Path.of(location.substring(SCHEME.length()));
    }
    if (location.startsWith("/")) {
      return Path.of(location);
    }
    throw new IllegalArgumentException(
        "Cannot use "
            + location
            + ": only local and mounted folders are supported. Let the catalog's warehouse be file:///FOLDER");
  }

  @Override
  public void initialize(Map<String, String> properties) {
    // Nothing to set.
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public InputFile newInputFile(String location) {
    return new NioInput(location, path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new NioOutput(disk, location, path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      disk.delete(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + location, e);
    }
  }
}
