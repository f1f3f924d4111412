package tributary.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.WriteFailedException.InTable;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetWriter;
import tributary.lake.parquet.WrittenFile;

/** Writes files for a table that no version names yet. Owned by one thread. */
final class FileStaging implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileStaging.class);

  private final String name;
  private final Path folder;
  private final Disk disk;
  private final ParquetWriter parquet;

  FileStaging(String name, Path folder, Schema schema, Disk disk) {
    this.name = name;
    this.folder = folder;
    this.disk = disk;
    this.parquet = new ParquetWriter(schema, disk);
  }

  /** Writes the rows as a file that is not in the table yet; nothing stays behind a failure. */
  WrittenFile stage(String kind, Rows rows) {
    Path file = folder.resolve(kind + "-" + UUID.randomUUID() + ".parquet");
    try {
      WrittenFile written = parquet.write(file, rows);
      disk.syncName(file);
      return written;
    } catch (IOException e) {
      discard(file);
      throw new WriteFailedException(
          "Cannot write %s: %s. Nothing of the batch is in table %s and nothing is lost: once the disk has room and works, start again"
              .formatted(file, e.getMessage(), name),
          InTable.NO,
          e);
    }
  }

  /** Writes each of the parts as a file, or none: what was written before a failure is deleted. */
  private List<WrittenFile> stage(String kind, Collection<Rows> parts) {
    List<WrittenFile> written = new ArrayList<>();
    try {
      parts.forEach(rows -> written.add(stage(kind, rows)));
      return written;
    } catch (RuntimeException e) {
      written.forEach(file -> discard(file.path()));
      throw e;
    }
  }

  /** Writes the rows as one file, or one for each day of a partitioned table, or none. */
  List<WrittenFile> stageByDay(String kind, Rows rows, Optional<String> day) {
    if (rows.isEmpty()) {
      return List.of();
    }
    return day.isEmpty() ? List.of(stage(kind, rows)) : stage(kind, Days.split(rows, day.get()));
  }

  /** A file that no version names harms nobody, so that failing here is no failure. */
  void discard(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      LOG.warn("Cannot delete {}, which is in no table: {}", file, e.toString());
    }
  }

  @Override
  public void close() {
    parquet.close();
  }
}
