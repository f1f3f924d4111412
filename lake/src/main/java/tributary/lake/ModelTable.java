package tributary.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSourcesJson;
import tributary.core.rows.Rows;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;

/**
 * The table of a model: all of it is replaced whenever it is made. Its rows lie in one file in one
 * order, so that the same rows are known as such. For one thread at a time; any commit of others
 * while it is open is refused.
 */
public final class ModelTable implements AutoCloseable {
  private static final String KIND = "model";

  private final TableWriter writer;
  private final Runnable closing;

  /**
   * @throws TableRefusedException if another part of the program, or another program, writes it
   */
  ModelTable(TableWriter writer, Runnable closing) {
    this.writer = writer;
    this.closing = closing;
    checkOurs();
  }

  private void checkOurs() {
    Optional<String> written = writer.log().ledger();
    boolean isForeign =
        written.isPresent() ? !ModelSourcesJson.is(written.get()) : !writer.files().isEmpty();
    if (isForeign) {
      throw new TableRefusedException(
          "Cannot make table %s by a model: it holds rows that no model made. Choose another name for the model's table"
              .formatted(name()));
    }
  }

  public String name() {
    return writer.name();
  }

  /** What it was made of last; empty if it never was. */
  public Optional<ModelSources> sources() {
    return Written.sources(name(), writer.log().ledger());
  }

  /** The number of rows. */
  public long rows() {
    return writer.files().stream().mapToLong(LiveFile::rows).sum();
  }

  /** Hands over the rows as of the last commit, in batches that are valid during the call. */
  public void scan(Consumer<Rows> sink) {
    for (LiveFile file : writer.files()) {
      writer.read(file.path(), writer.schema(), Optional.empty(), sink);
    }
  }

  /**
   * Puts these rows in the place of all there are, whatever their order. All of it and its sources,
   * or nothing, is in the table afterwards, and survives a power cut.
   *
   * @return the version of the commit; empty where the table was made before and holds just these
   *     rows: then nothing is committed
   * @throws ForeignCommitException if another writer committed; the table is as that one left it
   * @throws WriteFailedException if writing broke off; it says whether the rows are in the table
   */
  public OptionalLong replace(Rows rows, ModelSources sources) {
    writer.checkUsable();
    Rows sorted = RowOrder.sorted(rows);
    if (writer.log().ledger().isPresent() && isSame(sorted)) {
      return OptionalLong.empty();
    }
    List<LiveFile> removed = writer.files();
    List<WrittenFile> added = new ArrayList<>();
    if (!sorted.isEmpty()) {
      added.add(writer.stage(KIND, sorted));
    }
    CommitOutcome outcome = writer.log().replace(added, removed, ModelSourcesJson.write(sources));
    return OptionalLong.of(writer.settle(outcome, added));
  }

  /** Whether the table holds these rows in this order. */
  private boolean isSame(Rows sorted) {
    if (rows() != sorted.size()) {
      return false;
    }
    Comparison comparison = new Comparison(sorted);
    scan(comparison);
    return comparison.isSame;
  }

  /** Holds what is read against what is wanted, batch by batch. */
  private static final class Comparison implements Consumer<Rows> {
    private final Rows wanted;
    private int next;
    private boolean isSame = true;

    Comparison(Rows wanted) {
      this.wanted = wanted;
    }

    @Override
    public void accept(Rows batch) {
      for (int row = 0; row < batch.size() && isSame; row++) {
        isSame = next < wanted.size() && RowOrder.compare(batch, row, wanted, next) == 0;
        next++;
      }
    }
  }

  /** Lets it be opened again. */
  @Override
  public void close() {
    closing.run();
  }
}
