package tributary.lake.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A new file, written from its start to its end through a buffer. Owned by one thread.
 *
 * <p>Only {@link #finish} makes it whole: it writes the rest and syncs it. {@link #close} without
 * it leaves a torn file, which the caller deletes.
 */
public final class SyncedFile extends OutputStream {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Disk disk;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long position;

  /**
   * Creates the file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one already
   */
  public SyncedFile(Disk disk, Path file) throws IOException {
    this.disk = disk;
    this.channel = disk.create(file);
  }

  /** The number of bytes written so far. */
  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    if (!buffer.hasRemaining()) {
      drain();
    }
    buffer.put((byte) value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > buffer.remaining()) {
      drain();
    }
    if (length > buffer.remaining()) {
      disk.write(channel, ByteBuffer.wrap(bytes, offset, length));
    } else {
      buffer.put(bytes, offset, length);
    }
    position += length;
  }

  /** Writes what is buffered and makes the content survive a power cut. */
  public void finish() throws IOException {
    drain();
    disk.sync(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void drain() throws IOException {
    buffer.flip();
    disk.write(channel, buffer);
    buffer.clear();
  }
}
