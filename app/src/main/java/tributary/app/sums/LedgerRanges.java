package tributary.app.sums;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tributary.core.ledger.Ledger;
import tributary.lake.CommitInfo;
import tributary.lake.Snapshot;

/**
 * The offset ranges that silver's commits wrote down, as far back as its log reaches.
 *
 * @param ranges by partition and offset
 * @param breaks where a range does not begin where the one before ended
 */
record LedgerRanges(List<LedgerRange> ranges, List<String> breaks) {

  LedgerRanges {
    ranges = List.copyOf(ranges);
    breaks = List.copyOf(breaks);
  }

  /** A range for each commit. */
  static LedgerRanges each(Snapshot silver, List<CommitInfo> history) {
    List<LedgerRange> all = read(silver, history);
    List<LedgerRange> kept = new ArrayList<>();
    for (LedgerRange range : all) {
      int last = kept.size() - 1;
      boolean isFirst = last < 0 || !kept.get(last).isOfPartitionOf(range);
      if (!isFirst && kept.get(last).isEmpty()) {
        kept.set(last, range);
      } else if (isFirst || !range.isEmpty()) {
        kept.add(range);
      }
    }
    return new LedgerRanges(kept, breaks(all));
  }

  /** Neighbouring commits as one range: one for each partition, where nothing is missing. */
  static LedgerRanges merged(Snapshot silver, List<CommitInfo> history) {
    List<LedgerRange> all = read(silver, history);
    List<LedgerRange> merged = new ArrayList<>();
    for (LedgerRange range : all) {
      int last = merged.size() - 1;
      if (last >= 0 && isNeighbour(merged.get(last), range)) {
        merged.set(last, merged.get(last).join(range));
      } else {
        merged.add(range);
      }
    }
    return new LedgerRanges(merged, breaks(all));
  }

  /**
   * The newest ledger is read as well: its position stands even where no commit that the log still
   * holds moved it. It says the same as the newest of those commits, so ranges are kept once.
   */
  private static List<LedgerRange> read(Snapshot silver, List<CommitInfo> history) {
    TreeSet<LedgerRange> ranges = new TreeSet<>(LedgerRange.ORDER);
    silver.ledger().ifPresent(ledger -> add(ranges, ledger));
    for (CommitInfo commit : history) {
      // A commit made since then brought rows that the snapshot does not hold.
      if (commit.version() <= silver.version()) {
        commit.ledger().ifPresent(ledger -> add(ranges, ledger));
      }
    }
    return List.copyOf(ranges);
  }

  private static void add(TreeSet<LedgerRange> ranges, Ledger ledger) {
    ledger.partitions().forEach((partition, range) -> ranges.add(LedgerRange.of(partition, range)));
  }

  private static boolean isNeighbour(LedgerRange before, LedgerRange range) {
    return before.isOfPartitionOf(range) && before.next() == range.from();
  }

  private static List<String> breaks(List<LedgerRange> ranges) {
    List<String> breaks = new ArrayList<>();
    for (int i = 1; i < ranges.size(); i++) {
      LedgerRange before = ranges.get(i - 1);
      LedgerRange range = ranges.get(i);
      if (before.isOfPartitionOf(range) && before.next() != range.from()) {
        breaks.add(
            "partition %d: a range ends at %d and the next one begins at %d"
                .formatted(range.partition(), before.next(), range.from()));
      }
    }
    return breaks;
  }
}
