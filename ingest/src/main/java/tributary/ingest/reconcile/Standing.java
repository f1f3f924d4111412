package tributary.ingest.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Ledger;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.lake.table.LiveFile;

/**
 * All tables of a pipeline as they stand at the same offsets. Their files stay readable for the
 * tables' retention, also while a run goes on.
 *
 * @param tables in the order of {@link LakeTable#of}
 * @param ledger bronze's, whose offsets are those of all
 */
record Standing(Snapshot bronze, List<Snapshot> tables, Ledger ledger) {
  private static final int MOST_TRIES = 50;

  Standing {
    tables = List.copyOf(tables);
  }

  /**
   * Looks until no commit falls between the first table and the last.
   *
   * @param pause waits for a moment
   * @throws NotComparableException if they stay at different offsets, or nothing was taken in yet
   */
  static Standing of(Catalog catalog, Pipeline pipeline, List<LakeTable> tables, Runnable pause) {
    String different = "";
    for (int i = 0; i < MOST_TRIES; i++) {
      Snapshot bronze = catalog.snapshot(pipeline.bronze());
      List<Snapshot> others = new ArrayList<>();
      tables.forEach(table -> others.add(catalog.snapshot(table.name())));
      Ledger ledger = bronze.ledger().orElse(null);
      different = difference(ledger, tables, others);
      if (ledger != null && different.isEmpty()) {
        return new Standing(bronze, others, ledger);
      }
      pause.run();
    }
    throw new NotComparableException(
        different.isEmpty()
            ? "nothing has been taken in yet"
            : "the tables stand at different offsets, as after a crash: let a run begin once, which brings them up ("
                + different
                + ")");
  }

  private static String difference(
      @Nullable Ledger bronze, List<LakeTable> tables, List<Snapshot> snapshots) {
    SortedMap<Integer, Long> expected = offsets(bronze);
    StringJoiner words = new StringJoiner("; ");
    for (int i = 0; i < tables.size(); i++) {
      SortedMap<Integer, Long> found = offsets(snapshots.get(i).ledger().orElse(null));
      // Quarantine is committed only where it has rows.
      boolean isFine =
          tables.get(i).kind().equals(LakeTable.QUARANTINE)
              ? found.entrySet().stream()
                  .allMatch(each -> each.getValue() <= expected.getOrDefault(each.getKey(), 0L))
              : found.equals(expected);
      if (!isFine) {
        words.add("%s at %s".formatted(tables.get(i).name(), found));
      }
    }
    return words.length() == 0 ? "" : "bronze at %s; %s".formatted(expected, words);
  }

  private static SortedMap<Integer, Long> offsets(@Nullable Ledger ledger) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    if (ledger != null) {
      ledger
          .partitions()
          .forEach(
              (partition, range) -> {
                if (range.next() > 0) {
                  offsets.put(partition, range.next());
                }
              });
    }
    return offsets;
  }

  /** How many bytes the files have of all tables but bronze. */
  long bytes() {
    return tables.stream().flatMap(table -> table.live().stream()).mapToLong(LiveFile::bytes).sum();
  }
}
