package tributary.lake.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The steps by which files come to be, survive a power cut and vanish. Each step is one call, so
 * that a test can let each of them fail. All methods may be called from any thread.
 *
 * <p>An {@link IOException} of {@link #sync} or {@link #syncName} means that the data may be lost
 * although later calls succeed: never try those again, write the file anew.
 */
public interface Disk {

  /** The machine's own file system through java.nio; starts no processes. */
  static Disk local() {
    return new LocalDisk();
  }

  /**
   * Creates a file for writing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one already
   */
  FileChannel create(Path file) throws IOException;

  /** Writes all remaining bytes at the channel's position. */
  void write(FileChannel channel, ByteBuffer bytes) throws IOException;

  /** Makes the file's content survive a power cut; its name needs {@link #syncName}. */
  void sync(FileChannel channel) throws IOException;

  /**
   * Gives a file a second name, atomically.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken: exactly one of several
   *     callers wins
   */
  void link(Path name, Path file) throws IOException;

  /** Moves a file, atomically, over whatever has that name. */
  void replace(Path name, Path file) throws IOException;

  /** Deletes a file if it is there; returns whether it was. */
  boolean delete(Path file) throws IOException;

  /** Makes the file's name, whether there or gone, survive a power cut. */
  void syncName(Path file) throws IOException;
}
