package tributary.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerJson;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.lake.parquet.RowTest;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;

/**
 * A table of windows, or of gaps: small, and it changes. The windows still open lie in one file
 * that each commit replaces; closed ones lie in sealed files. For one thread at a time; any commit
 * of others while it is open is refused.
 */
public final class WindowTable {
  static final String OPEN = "open";
  private static final Pattern OURS =
      Pattern.compile("(" + OPEN + "|" + SealedRewrite.SEALED + ")-.*");

  private final TableWriter writer;
  private final RowKey key;
  private final Field windowStart;

  WindowTable(TableWriter writer, List<String> key) {
    this.writer = writer;
    this.key = new RowKey(writer.schema(), key);
    this.windowStart = writer.schema().field(writer.schema().indexOf(key.get(0)));
  }

  /**
   * Checks that all files are ours: one that another program wrote may hold open and closed windows
   * together, and each open one would then be in the table twice.
   */
  void checkOurs() {
    for (LiveFile file : writer.files()) {
      if (!OURS.matcher(file.name()).matches()) {
        throw new TableRefusedException(
            "Cannot write to table %s: %s was written by another program, such as a compaction. Restore the version before it, or move the table away and compute it anew"
                .formatted(name(), file.path()));
      }
    }
  }

  public String name() {
    return writer.name();
  }

  /** The ledger as of the last commit; empty before the first. */
  public Optional<Ledger> ledger() {
    return writer.ledger();
  }

  /** Where what was committed last can be read without the lake. */
  public CommittedTable committed() {
    return new CommittedTable(name(), writer.log().place(), writer.log().ledger().orElse(null));
  }

  /** The open windows as of the last commit, for the caller to keep. */
  public Rows open() {
    Rows rows = new Rows(writer.schema());
    for (LiveFile file : files(true)) {
      writer.read(file.path(), writer.schema(), Optional.empty(), batch -> append(batch, rows));
    }
    return rows;
  }

  /**
   * The committed windows, open and closed, that start from {@code from} to before {@code until},
   * in microseconds since the epoch; for the caller to keep.
   */
  public Rows find(long from, long until) {
    Rows rows = new Rows(writer.schema());
    scan(from, until, batch -> append(batch, rows));
    return rows;
  }

  /** Hands over what {@link #find} answers in batches that are valid during the call. */
  public void scan(long from, long until, Consumer<Rows> sink) {
    RowTest test = new RowTest(windowStart, start -> start >= from && start < until);
    for (LiveFile file : writer.files()) {
      if (file.mayHold(windowStart.name(), from, until)) {
        writer.read(file.path(), writer.schema(), Optional.of(test), sink);
      }
    }
  }

  /**
   * Writes files for the next commit and syncs them; they are not in the table until {@link
   * #commit}, and are swept away if they never are. The windows are placed by what is in the table
   * now, so that commit must be the next one. The rows may be reused after the call.
   *
   * @param open all windows that are open now
   * @param sealed windows that were closed or corrected since the last commit; none twice
   * @param withdrawn windows of {@code open} that were closed before: they leave their sealed file
   * @throws WriteFailedException if the disk is full or fails; nothing is in the table
   */
  public StagedWindows stage(Rows open, Rows sealed, Rows withdrawn) {
    writer.checkUsable();
    List<LiveFile> removed = new ArrayList<>(files(true));
    SealedRewrite rewrite = new SealedRewrite(writer, key, windowStart, files(false));
    List<WrittenFile> added = new ArrayList<>(rewrite.take(sealed, withdrawn));
    removed.addAll(rewrite.replaced());
    if (!open.isEmpty()) {
      added.add(writer.stage(OPEN, open));
    }
    return new StagedWindows(name(), added, removed);
  }

  /**
   * Replaces the open windows and takes in closed ones: a closed window that is in the table
   * already is replaced in its file, others go into a new one. All of it and the ledger, or
   * nothing, is in the table afterwards, and survives a power cut.
   *
   * @return the version of the commit
   * @throws ForeignCommitException if another writer committed; nothing is in the table
   * @throws WriteFailedException if writing broke off; it says whether the batch is in the table
   */
  public long commit(StagedWindows staged, Ledger ledger) {
    writer.checkUsable();
    if (!staged.table().equals(name())) {
      throw new IllegalArgumentException(
          "Cannot commit to table " + name() + " windows staged for table " + staged.table());
    }
    CommitOutcome outcome =
        writer.log().replace(staged.added(), staged.removed(), LedgerJson.write(ledger));
    return writer.settle(outcome, staged.added());
  }

  /** Stages and commits, with nothing withdrawn. */
  long commit(Rows open, Rows sealed, Ledger ledger) {
    return commit(stage(open, sealed, new Rows(writer.schema())), ledger);
  }

  /** The number of committed windows. */
  public long rows() {
    return writer.files().stream().mapToLong(LiveFile::rows).sum();
  }

  private List<LiveFile> files(boolean open) {
    return writer.files().stream().filter(file -> isOpen(file) == open).toList();
  }

  /** Whether a file of such a table holds its open windows. */
  static boolean isOpen(LiveFile file) {
    return file.name().startsWith(OPEN + "-");
  }

  static void append(Rows batch, Rows rows) {
    for (int row = 0; row < batch.size(); row++) {
      rows.append(batch, row);
    }
  }
}
