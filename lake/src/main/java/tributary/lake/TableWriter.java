package tributary.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.WriteFailedException.InTable;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.parquet.RowTest;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;

/** What the tables have in common: files of rows, and commits whose failures are told apart. */
final class TableWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

  private final String name;
  private final Schema schema;
  private final TableLog log;
  private final Upkeep upkeep;
  private final FileStaging staging;
  private boolean broken;

  TableWriter(String name, Schema schema, Disk disk, TableLog log, Upkeep upkeep) {
    this.name = name;
    this.schema = schema;
    this.log = log;
    this.upkeep = upkeep;
    this.staging = new FileStaging(name, log.dataFolder(), schema, disk);
  }

  String name() {
    return name;
  }

  Schema schema() {
    return schema;
  }

  TableLog log() {
    return log;
  }

  Optional<Ledger> ledger() {
    return Written.ledger(name, log.ledger());
  }

  /** The files as of the last commit. */
  List<LiveFile> files() {
    try {
      return new ArrayList<>(log.files());
    } catch (IOException e) {
      throw new ReadFailedException("Cannot read table " + name + ": " + e.getMessage(), e);
    }
  }

  /** Writes the rows as a file that is not in the table yet; nothing stays behind a failure. */
  WrittenFile stage(String kind, Rows rows) {
    return staging.stage(kind, rows);
  }

  /** Writes the rows as one file, or one for each day of a partitioned table, or none. */
  List<WrittenFile> stageByDay(String kind, Rows rows) {
    return staging.stageByDay(kind, rows, log.day());
  }

  /** Reads the wanted columns of the rows that pass. */
  void read(Path file, Schema columns, Optional<RowTest> test, Consumer<Rows> sink) {
    try {
      ParquetReader.read(file, columns, test, sink);
    } catch (IOException | UncheckedIOException e) {
      throw new ReadFailedException("Cannot read table " + name + ": " + e.getMessage(), e);
    }
  }

  /** The version of a commit, or the exception that says what became of the batch. */
  long settle(CommitOutcome outcome, List<WrittenFile> added) {
    if (outcome instanceof CommitOutcome.Committed committed) {
      upkeep.after(name, log);
      return committed.version();
    }
    if (outcome instanceof CommitOutcome.NotCommitted failed) {
      added.forEach(file -> staging.discard(file.path()));
      throw failed("Nothing of the batch is in the table", InTable.NO, failed.cause());
    }
    broken = true;
    if (outcome instanceof CommitOutcome.Foreign foreign) {
      added.forEach(file -> staging.discard(file.path()));
      throw new ForeignCommitException(
          "Cannot commit version %d of table %s: another writer has committed to %s. Nothing of the batch is in the table; stop the other writer and start again"
              .formatted(foreign.version(), name, log.dataFolder()),
          foreign.cause());
    }
    if (outcome instanceof CommitOutcome.CommittedUnsynced unsynced) {
      throw failed("The batch is in the table", InTable.YES, unsynced.cause());
    }
    throw failed(
        "Whether the batch is in the table is not known",
        InTable.UNKNOWN,
        ((CommitOutcome.Unknown) outcome).cause());
  }

  private WriteFailedException failed(String state, InTable inTable, Throwable cause) {
    return new WriteFailedException(
        "Cannot commit to table %s in %s: %s. %s and nothing is lost: once the disk has room and works, start again"
            .formatted(name, log.dataFolder(), rootOf(cause), state),
        inTable,
        cause);
  }

  private static String rootOf(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /** After a failure with an unknown end, only the table itself knows from where to go on. */
  void checkUsable() {
    if (broken) {
      throw new IllegalStateException(
          "Cannot write to table " + name + " after a failed commit: open the lake anew");
    }
  }

  @Override
  public void close() {
    staging.close();
  }
}
