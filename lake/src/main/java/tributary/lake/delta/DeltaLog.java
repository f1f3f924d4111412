package tributary.lake.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Snapshot.ChecksumWriteMode;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tributary.core.rows.Schema;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;

/** Reads the log of one table. Stateless, for any thread. */
record DeltaLog(Path folder, Engine engine) {
  static final String LEDGER = "tributary.ledger";
  static final String DEFINITION = "tributary.definition";

  /** Where the log lies. */
  Path logFolder() {
    return folder.resolve("_delta_log");
  }

  /** The commit file of a version. */
  Path commitFile(long version) {
    return logFolder().resolve("%020d.json".formatted(version));
  }

  /** The checkpoint of a version. */
  Path checkpointFile(long version) {
    return logFolder().resolve("%020d.checkpoint.parquet".formatted(version));
  }

  /** The file that the log gives this name. */
  Path dataFile(String name) {
    return folder.resolve(URI.create(name).getPath());
  }

  /** The newest version; empty if there is no table. */
  Optional<Snapshot> latest() throws IOException {
    if (!Files.isDirectory(logFolder())) {
      return Optional.empty();
    }
    try {
      return Optional.of(TableManager.loadSnapshot(folder.toString()).build(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /**
   * The newest version, with its checksum. From it Kernel knows the table's domains; without it, it
   * reads the whole log again for each commit.
   */
  Optional<Snapshot> latestForWriting() throws IOException {
    Optional<Snapshot> found = latest();
    if (found.isEmpty() || !writeChecksum(found.get())) {
      return found;
    }
    return latest();
  }

  /** Writes the version's checksum beside its commit; returns false if it is there already. */
  boolean writeChecksum(Snapshot snapshot) throws IOException {
    Optional<ChecksumWriteMode> mode = snapshot.getStatistics().getChecksumWriteMode();
    if (mode.isEmpty()) {
      return false;
    }
    try {
      snapshot.writeChecksum(engine, mode.get());
      return true;
    } catch (RuntimeException e) {
      throw new IOException("Cannot write a checksum of " + folder + ": " + e, e);
    }
  }

  /** The data files of a version by their names, in the order in which the log gives them. */
  Map<String, LiveFile> files(Snapshot snapshot) throws IOException {
    Map<String, LiveFile> files = new LinkedHashMap<>();
    StructType struct = snapshot.getSchema();
    Schema schema = DeltaSchema.read(struct);
    Scan scan = snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        ((ScanImpl) scan).getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            LiveFile file = file(rows.next(), struct, schema);
            files.put(file.name(), file);
          }
        }
      }
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    return files;
  }

  private LiveFile file(Row row, StructType struct, Schema schema) throws IOException {
    AddFile add = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    if (add.getDeletionVector().isPresent()) {
      throw new IOException(
          "Cannot read %s: %s has a deletion vector. Rewrite the table without (REORG ... PURGE)"
              .formatted(folder, add.getPath()));
    }
    Path path = dataFile(add.getPath());
    Optional<DataFileStatistics> statistics = add.getStats(struct);
    return new LiveFile(
        add.getPath(),
        path,
        add.getSize(),
        statistics.isPresent() ? statistics.get().getNumRecords() : ParquetReader.rows(path),
        statistics.map(it -> FileStatistics.bounds(it, schema)).orElse(Map.of()));
  }

  /** After an exception: finds out whether the commit that carries the token is in the log. */
  CommitOutcome lookFor(String token, long firstVersion, Throwable cause) {
    try {
      for (long version = firstVersion; Files.exists(commitFile(version)); version++) {
        if (Files.readString(commitFile(version)).contains(token)) {
          return new CommitOutcome.CommittedUnsynced(version, cause);
        }
      }
      return new CommitOutcome.NotCommitted(cause);
    } catch (IOException e) {
      cause.addSuppressed(e);
      return new CommitOutcome.Unknown(cause);
    }
  }

  IOException unreadable(Exception cause) {
    return new IOException("Cannot read the Delta log of " + folder + ": " + cause, cause);
  }
}
