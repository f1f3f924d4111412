package tributary.lake.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.lake.disk.Disk;
import tributary.lake.disk.SyncedFile;

/**
 * Kernel's files through java.nio: a new name appears whole, synced, and to one writer only.
 * Stateless, for any thread.
 */
final class LogFiles implements FileIO {
  private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);
  private static final String SCHEME = "file:";

  private final Disk disk;

  LogFiles(Disk disk) {
    this.disk = disk;
  }

  static Path path(String name) {
    return name.startsWith(SCHEME) ? Path.of(URI.create(name)) : Path.of(name);
  }

  /** A name beside the file that no reader takes for a part of the table. */
  static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    Path from = path(filePath);
    String first = from.getFileName().toString();
    List<Path> found;
    try (Stream<Path> files = Files.list(from.resolveSibling(""))) {
      found = files.filter(file -> file.getFileName().toString().compareTo(first) >= 0).toList();
    } catch (NoSuchFileException e) {
      throw notFound(from.resolveSibling(""), e);
    }
    List<FileStatus> statuses = new ArrayList<>();
    for (Path file : found.stream().sorted().toList()) {
      status(file).ifPresent(statuses::add);
    }
    return Utils.toCloseableIterator(statuses.iterator());
  }

  /** Empty where the file went away since it was listed. */
  private static Optional<FileStatus> status(Path file) throws IOException {
    try {
      return Optional.of(
          FileStatus.of(
              file.toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public FileStatus getFileStatus(String name) throws IOException {
    Path file = path(name);
    return status(file).orElseThrow(() -> new FileNotFoundException(file.toString()));
  }

  @Override
  public String resolvePath(String name) throws IOException {
    Path file = path(name).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new FileNotFoundException(file.toString());
    }
    return file.toString();
  }

  @Override
  public boolean mkdirs(String name) throws IOException {
    Path folder = Files.createDirectories(path(name));
    disk.syncName(folder);
    return true;
  }

  @Override
  public InputFile newInputFile(String name, long size) {
    return new LogInput(path(name));
  }

  @Override
  public OutputFile newOutputFile(String name) {
    return new Output(path(name));
  }

  @Override
  public boolean delete(String name) throws IOException {
    return disk.delete(path(name));
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    try {
      publish(path(to), Files.readAllBytes(path(from)), overwrite);
    } catch (NoSuchFileException e) {
      throw notFound(path(from), e);
    }
  }

  static FileNotFoundException notFound(Path file, NoSuchFileException cause) {
    FileNotFoundException notFound = new FileNotFoundException(file.toString());
    notFound.initCause(cause);
    return notFound;
  }

  /** The whole content under a name of its own first, then under its true name. */
  private void publish(Path name, byte[] content, boolean overwrite) throws IOException {
    Path temporary = temporary(name);
    try {
      try (FileChannel channel = disk.create(temporary)) {
        disk.write(channel, ByteBuffer.wrap(content));
        disk.sync(channel);
      }
      if (overwrite) {
        disk.replace(name, temporary);
      } else {
        disk.link(name, temporary);
      }
    } finally {
      discard(disk, temporary);
    }
    disk.syncName(name);
  }

  /** A temporary file that stays behind harms nobody; the sweep takes it later. */
  static void discard(Disk disk, Path temporary) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      LOG.debug("Cannot delete {}", temporary, e);
    }
  }

  private final class Output implements OutputFile {
    private final Path file;

    Output(Path file) {
      this.file = file;
    }

    @Override
    public String path() {
      return file.toString();
    }

    @Override
    public PositionOutputStream create(boolean atomicWrite) throws IOException {
      return new LogOutput(new SyncedFile(disk, file));
    }

    /**
     * A taken name is Kernel's business; all else is not: it would try again at once and for ever,
     * which after a failed sync pretends that the bytes are safe.
     */
    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      StringBuilder content = new StringBuilder();
      try (lines) {
        lines.forEachRemaining(line -> content.append(line).append('\n'));
      }
      try {
        publish(file, content.toString().getBytes(UTF_8), overwrite);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + file, e);
      }
    }
  }
}
