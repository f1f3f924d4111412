package tributary.ingest.tables;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.core.gaps.GapBook;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Resume;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.windows.Cut;
import tributary.lake.Lake;
import tributary.lake.StagedWindows;
import tributary.lake.WindowTable;

/** The table of gaps, with the ledger of its last commit. */
final class GapsTable {
  private static final int STATE = GapBook.schema().indexOf("state");

  private final WindowTable table;

  /** How many gaps that change no more there are, by state. */
  private final SortedMap<String, Long> sealed;

  private Ledger ledger;
  private SortedMap<String, Long> counts;

  private GapsTable(WindowTable table, Ledger ledger) {
    this.table = table;
    this.ledger = ledger;
    Rows open = table.open();
    SortedMap<String, Long> all = new TreeMap<>();
    table.scan(Long.MIN_VALUE, Long.MAX_VALUE, rows -> count(rows, 1, all));
    this.counts = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    count(open, -1, all);
    all.values().removeIf(gaps -> gaps == 0);
    this.sealed = all;
  }

  /**
   * Opens the table. A new one begins where the others stand: what was missing before nobody
   * noticed.
   */
  static GapsTable open(Lake lake, String name, Resume others) {
    WindowTable table = lake.windows(name, GapBook.schema(), GapBook.key());
    Ledger ledger = table.ledger().orElse(null);
    if (ledger == null) {
      ledger = beginning(others);
      Rows none = new Rows(GapBook.schema());
      table.commit(table.stage(none, none, none), ledger);
    }
    return new GapsTable(table, ledger);
  }

  private static Ledger beginning(Resume others) {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (int partition : others.partitions()) {
      long next = others.position(partition);
      ranges.put(partition, new Range(next, next, others.highestMicros(partition), Counts.NONE));
    }
    return others.silver().with(ranges);
  }

  private static void count(Rows rows, int sign, SortedMap<String, Long> to) {
    for (int row = 0; row < rows.size(); row++) {
      to.merge(rows.bytes(STATE).text(row), (long) sign, Long::sum);
    }
  }

  WindowTable table() {
    return table;
  }

  Ledger ledger() {
    return ledger;
  }

  /** How many gaps there are, by state. */
  SortedMap<String, Long> counts() {
    return counts;
  }

  /** Writes the files of a batch; answers what commits them. */
  Runnable stage(GoldBatch batch) {
    Cut cut = batch.cut();
    StagedWindows staged = table.stage(cut.open(), cut.sealed(), cut.withdrawn());
    return () -> {
      Ledger next = ledger.advance(batch.ranges());
      table.commit(staged, next);
      ledger = next;
      count(cut.sealed(), 1, sealed);
      SortedMap<String, Long> all = new TreeMap<>(sealed);
      count(cut.open(), 1, all);
      counts = Collections.unmodifiableSortedMap(all);
    };
  }
}
