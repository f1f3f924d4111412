package tributary.lake.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import tributary.lake.disk.Disk;
import tributary.lake.disk.SyncedFile;

/** Lets Iceberg write a new file that survives a power cut once it is closed. */
record NioOutput(Disk disk, String location, Path path) implements OutputFile {

  @Override
  public PositionOutputStream create() {
    try {
      makeFolder(disk, path.resolveSibling(""));
      return new Stream(disk, path);
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "Cannot write %s: there is such a file", path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /** Iceberg says so of files whose names it has just made up: nothing is ever overwritten. */
  @Override
  public PositionOutputStream createOrOverwrite() {
    return create();
  }

  @Override
  public InputFile toInputFile() {
    return new NioInput(location, path);
  }

  /** Makes the folder and those above it that are not there; their names survive a power cut. */
  static void makeFolder(Disk disk, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.getParent();
    if (above != null) {
      makeFolder(disk, above);
    }
    Files.createDirectories(folder);
    disk.syncName(folder);
  }

  private static final class Stream extends PositionOutputStream {
    private final Disk disk;
    private final Path path;
    private final SyncedFile file;
    private boolean closed;

    Stream(Disk disk, Path path) throws IOException {
      this.disk = disk;
      this.path = path;
      this.file = new SyncedFile(disk, path);
    }

    @Override
    public long getPos() {
      return file.position();
    }

    @Override
    public void write(int value) throws IOException {
      file.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    /** Iceberg names a file in its metadata only after it was closed without exception. */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (file) {
        file.finish();
      }
      disk.syncName(path);
    }
  }
}
