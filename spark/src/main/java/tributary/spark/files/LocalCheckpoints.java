package tributary.spark.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;

/**
 * The small files of a checkpoint on a local or mounted file system, through java.nio: Hadoop's own
 * access starts some ten processes for each of them. Spark makes one by its name, the setting
 * {@code spark.sql.streaming.checkpointFileManagerClass}. For any thread.
 */
public final class LocalCheckpoints implements CheckpointFileManager {
  private static final String DRAFT = ".draft-";

  private final Path root;

  /** As Spark makes it. */
  public LocalCheckpoints(Path root, Configuration unused) {
    this.root = root;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path path, boolean overwrite) {
    java.nio.file.Path target = local(path);
    if (!overwrite && Files.exists(target)) {
      throw new UncheckedIOException(new FileAlreadyExistsException(target.toString()));
    }
    return new Draft(target, new ByteArrayOutputStream());
  }

  /** Held in memory until it is closed, and then there as a whole. */
  private static final class Draft extends CancellableFSDataOutputStream {
    private final java.nio.file.Path target;
    private final ByteArrayOutputStream bytes;
    private boolean isOver;

    Draft(java.nio.file.Path target, ByteArrayOutputStream bytes) {
      super(bytes);
      this.target = target;
      this.bytes = bytes;
    }

    @Override
    public void cancel() {
      isOver = true;
    }

    @Override
    public void close() throws IOException {
      if (isOver) {
        return;
      }
      isOver = true;
      flush();
      java.nio.file.Path draft = target.resolveSibling(DRAFT + UUID.randomUUID());
      Files.write(draft, bytes.toByteArray());
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public FSDataInputStream open(Path path) {
    try {
      return new FSDataInputStream(new InMemory(Files.readAllBytes(local(path))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that was read as a whole. */
  private static final class InMemory extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    InMemory(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void seek(long position) {
      pos = (int) position;
    }

    @Override
    public long getPos() {
      return pos;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      int there = (int) Math.min(length, count - position);
      if (there <= 0) {
        return -1;
      }
      System.arraycopy(buf, (int) position, buffer, offset, there);
      return there;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
      if (read(position, buffer, offset, length) < length) {
        throw new EOFException("Cannot read " + length + " bytes at " + position);
      }
    }

    @Override
    public void readFully(long position, byte[] buffer) throws IOException {
      readFully(position, buffer, 0, buffer.length);
    }
  }

  @Override
  public FileStatus[] list(Path path, PathFilter filter) {
    List<FileStatus> found = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> files = Files.newDirectoryStream(local(path))) {
      for (java.nio.file.Path file : files) {
        Path named = new Path(path, file.getFileName().toString());
        if (filter.accept(named) && !file.getFileName().toString().startsWith(DRAFT)) {
          found.add(
              new FileStatus(
                  Files.size(file),
                  Files.isDirectory(file),
                  1,
                  0,
                  Files.getLastModifiedTime(file).toMillis(),
                  named));
        }
      }
      return found.toArray(FileStatus[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void mkdirs(Path path) {
    try {
      Files.createDirectories(local(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(local(path));
  }

  @Override
  public void delete(Path path) {
    deleteAll(local(path));
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void deleteAll(java.nio.file.Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
      for (java.nio.file.Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public Path createCheckpointDirectory() {
    mkdirs(root);
    return root;
  }
}
