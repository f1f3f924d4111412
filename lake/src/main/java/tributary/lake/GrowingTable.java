package tributary.lake;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerJson;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.parquet.RowTest;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;

/**
 * A table to which rows are only added: bronze, silver, quarantine.
 *
 * <p>One thread at a time may {@link #stage}; one thread at a time, perhaps another, may use the
 * rest. Commits of others that leave the ledger alone, such as a compaction, are tolerated.
 */
public final class GrowingTable {
  static final String KIND = "part";

  private final TableWriter writer;

  GrowingTable(TableWriter writer) {
    this.writer = writer;
  }

  public String name() {
    return writer.name();
  }

  /** The ledger as of the last commit; empty before the first. */
  public Optional<Ledger> ledger() {
    return writer.ledger();
  }

  /**
   * Writes the rows as one Parquet file, or one for each day of a partitioned table, and syncs it.
   * It is not in the table until {@link #commit}; one that never is will be swept away. The rows
   * may be reused after the call.
   *
   * @return empty if there are no rows
   * @throws WriteFailedException if the disk is full or fails; nothing is in the table
   */
  public Optional<StagedRows> stage(Rows rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new StagedRows(name(), writer.stageByDay(KIND, rows)));
  }

  /** Where other threads and machines can write files for the table. */
  public StagingPlace staging() {
    return new StagingPlace(
        name(), writer.log().dataFolder().toString(), writer.log().day().orElse(null));
  }

  /** Where what was committed last can be read without the lake. */
  public CommittedTable committed() {
    return new CommittedTable(name(), writer.log().place(), writer.log().ledger().orElse(null));
  }

  /**
   * Brings the files and the ledger into the table, all or none; they survive a power cut.
   *
   * @return the version of the commit
   * @throws ForeignCommitException if another writer moved the ledger; nothing is in the table
   * @throws WriteFailedException if writing broke off; it says whether the batch is in the table
   */
  public long commit(Optional<StagedRows> staged, Ledger ledger) {
    writer.checkUsable();
    staged.ifPresent(this::checkOurs);
    List<WrittenFile> files = staged.map(StagedRows::files).orElse(List.of());
    CommitOutcome outcome = writer.log().append(files, LedgerJson.write(ledger));
    return writer.settle(outcome, files);
  }

  private void checkOurs(StagedRows staged) {
    if (!staged.table().equals(name())) {
      throw new IllegalArgumentException(
          "Cannot commit to table " + name() + " a file staged for table " + staged.table());
    }
  }

  /**
   * Reads committed rows of the range, in no particular order. Files whose statistics exclude the
   * range are not opened.
   *
   * @param sink is handed batches of one reused {@link Rows} that holds the named columns
   * @throws ReadFailedException if a file cannot be read
   */
  public void scan(List<String> columns, ColumnRange range, Consumer<Rows> sink) {
    for (DataFile file : files(range)) {
      read(file, columns, range, sink);
    }
  }

  /** Reads all committed rows, in no particular order. */
  public void scan(List<String> columns, Consumer<Rows> sink) {
    Schema wanted = writer.schema().select(columns);
    writer.files().forEach(file -> writer.read(file.path(), wanted, Optional.empty(), sink));
  }

  /**
   * The committed files that may hold rows of the range, so that a caller can keep what it read.
   */
  public List<DataFile> files(ColumnRange range) {
    return writer.files().stream()
        .filter(file -> file.mayHold(range.column(), range.from(), range.until()))
        .map(file -> dataFile(file, range.column()))
        .toList();
  }

  private static DataFile dataFile(LiveFile file, String column) {
    LiveFile.Bounds bounds = file.bounds().get(column);
    return new DataFile(
        file.path(),
        file.rows(),
        bounds == null ? Long.MIN_VALUE : bounds.min(),
        bounds == null ? Long.MAX_VALUE : bounds.max());
  }

  /** Reads rows of the range from one file; see {@link #scan(List, ColumnRange, Consumer)}. */
  public void read(DataFile file, List<String> columns, ColumnRange range, Consumer<Rows> sink) {
    Schema schema = writer.schema();
    Field tested = schema.field(schema.indexOf(range.column()));
    RowTest test = new RowTest(tested, value -> value >= range.from() && value < range.until());
    writer.read(file.path(), schema.select(columns), Optional.of(test), sink);
  }

  /** The number of committed rows. */
  public long rows() {
    return writer.files().stream().mapToLong(LiveFile::rows).sum();
  }
}
