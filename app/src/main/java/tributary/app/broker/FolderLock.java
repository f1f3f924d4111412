package tributary.app.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * Keeps a folder to one broker. The operating system frees the lock with the process, so that a
 * killed one leaves nothing to clean up; the file then only tells who was here last.
 */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "tributary.lock";

  /**
   * The folders that this JVM holds. On Linux, closing any channel of a file gives up all locks of
   * the process on it, so a second attempt must not even open the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, which must exist.
   *
   * @throws BrokerException if another broker has it, of this process or of another
   */
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw taken(folder, "this same process");
    }
    try {
      return new FolderLock(real, lockedChannel(folder, real.resolve(NAME)));
    } catch (IOException | RuntimeException failure) {
      HELD.remove(real);
      throw failure;
    }
  }

  private static FileChannel lockedChannel(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(folder, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static BrokerException taken(Path folder, String holder) {
    return new BrokerException(
        "Cannot open %s: %s works on it; stop that one or choose another --data folder"
            .formatted(folder, holder),
        null);
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
