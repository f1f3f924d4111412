package tributary.lake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write in a data folder: a lock of the operating system on a file in it, which ends
 * with the process however that ends.
 */
final class WriterLock implements AutoCloseable {
  private static final String FILE = ".writer.lock";

  /**
   * The folders that this JVM holds. On Linux, closing any channel of a file gives up all locks of
   * the process on it, so a second attempt must not even open the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private WriterLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws LakeLockedException if another writer has it
   */
  static WriterLock take(Path root) throws IOException {
    Path folder = root.toRealPath();
    if (!HELD.add(folder)) {
      throw locked(root, "this same process");
    }
    try {
      return new WriterLock(folder, lockedChannel(root, folder.resolve(FILE)));
    } catch (IOException | RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static FileChannel lockedChannel(Path root, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw locked(root, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static LakeLockedException locked(Path root, String holder) {
    return new LakeLockedException(
        "Cannot write to %s: %s is writing there. Stop it first, or choose another data folder"
            .formatted(root, holder));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
