package tributary.lake.copy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;
import tributary.lake.table.LiveFile;

/**
 * The lake's side of a copy: what is in its newest version and not in the copy.
 *
 * <p>Versions with equal ledgers hold the same rows ({@link tributary.lake.table.TableLog}), so a
 * copy with the ledger of the newest one has nothing to do. Files never change, so a row that came
 * or changed since the copy's version lies in a file that this version does not have. Where the
 * files of that version are no longer known, all are read.
 *
 * <ul>
 *   <li>A growing table: of these files the rows from the copy's ledger on. The others, which a
 *       compaction has brought into new files, are there already.
 *   <li>A table of windows: all rows of these files. Each replaces its window, so one that did not
 *       change does no harm. None vanishes from the lake: a window is there once a row of silver
 *       fell into it, and silver only grows. So nothing has ever to be deleted.
 * </ul>
 *
 * <p>For one thread.
 */
final class LakeSide {
  private final Catalog catalog;
  private final CopyShape shape;
  private @Nullable Snapshot held;

  LakeSide(Catalog catalog, CopyShape shape) {
    this.catalog = catalog;
    this.shape = shape;
  }

  /**
   * The table as it is now; its columns are the shape's.
   *
   * @throws ReadFailedException if there is none yet, or it cannot be read
   * @throws CopyRefusedException if it has other columns
   */
  Snapshot newest() {
    Snapshot newest = catalog.snapshot(shape.source());
    if (!newest.schema().equals(shape.schema())) {
      throw new CopyRefusedException(
          "Cannot copy table %s: it has the columns %s, and the pipeline file asks for %s"
              .formatted(shape.source(), newest.schema().names(), shape.schema().names()));
    }
    return newest;
  }

  /** The rows that the copy has to take in to hold what the newest version holds. */
  RowSource rows(Snapshot newest, Optional<CopyPosition> from, BooleanSupplier isAbandoned) {
    List<LiveFile> files = changed(newest, from);
    Ledger ledger = from.map(CopyPosition::ledger).orElse(null);
    return sink -> {
      Consumer<Rows> guarded =
          rows -> {
            if (isAbandoned.getAsBoolean()) {
              throw new AbandonedException();
            }
            sink.accept(rows);
          };
      Consumer<Rows> wanted =
          shape.isGrowing() && ledger != null ? new NewRows(shape, ledger, guarded) : guarded;
      files.forEach(file -> catalog.read(newest, file, wanted));
    };
  }

  /** Notes that the copy holds this version, so that it need not be looked up. */
  void holds(Snapshot version) {
    held = version;
  }

  private List<LiveFile> changed(Snapshot newest, Optional<CopyPosition> from) {
    Set<String> known = from.map(this::filesOf).orElse(Set.of());
    List<LiveFile> files =
        newest.live().stream().filter(file -> !known.contains(file.name())).toList();
    if (!shape.isGrowing() || from.isEmpty()) {
      return files;
    }
    Ledger before = from.get().ledger();
    Ledger now = newest.ledger().orElseThrow();
    return files.stream().filter(file -> mayHoldNew(file, before, now)).toList();
  }

  private boolean mayHoldNew(LiveFile file, Ledger before, Ledger now) {
    for (Map.Entry<Integer, Range> each : now.partitions().entrySet()) {
      int partition = each.getKey();
      if (file.mayHold(shape.key().get(0), partition, partition + 1L)
          && file.mayHold(shape.key().get(1), before.next(partition), each.getValue().next())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The files that the copy's rows were taken from; none if that is not known. A version of this
   * number with another ledger is of another table, whatever its name.
   */
  private Set<String> filesOf(CopyPosition position) {
    try {
      Snapshot then =
          held != null && held.version() == position.version()
              ? held
              : catalog.asOf(shape.source(), position.version());
      return then.ledger().equals(Optional.of(position.ledger()))
          ? then.live().stream().map(LiveFile::name).collect(Collectors.toCollection(HashSet::new))
          : Set.of();
    } catch (ReadFailedException expired) {
      return Set.of();
    }
  }

  /** Passes on the rows of a growing table that a ledger has not taken in. */
  private static final class NewRows implements Consumer<Rows> {
    private final int partitionColumn;
    private final int offsetColumn;
    private final Ledger ledger;
    private final Consumer<Rows> sink;
    private final Rows passed;

    NewRows(CopyShape shape, Ledger ledger, Consumer<Rows> sink) {
      this.partitionColumn = shape.schema().indexOf(shape.key().get(0));
      this.offsetColumn = shape.schema().indexOf(shape.key().get(1));
      this.ledger = ledger;
      this.sink = sink;
      this.passed = new Rows(shape.schema());
    }

    @Override
    public void accept(Rows rows) {
      passed.clear();
      for (int row = 0; row < rows.size(); row++) {
        int partition = (int) rows.longs(partitionColumn).get(row);
        if (rows.longs(offsetColumn).get(row) >= ledger.next(partition)) {
          passed.append(rows, row);
        }
      }
      if (!passed.isEmpty()) {
        sink.accept(passed);
      }
    }
  }
}
