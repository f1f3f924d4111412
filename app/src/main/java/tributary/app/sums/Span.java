package tributary.app.sums;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tributary.core.ledger.Ledger;

/**
 * A stretch of a partition's offsets, up to where the next one begins, and what a row there means.
 *
 * @param range the place of the range in the list of ranges; {@link #NO_RANGE} where it is none
 */
record Span(int partition, long from, Place place, int range) {
  static final int NO_RANGE = -1;

  /** What it means that a row lies there. */
  enum Place {
    /** Before the first range that the log still holds. */
    OLDER,
    /** In a range. */
    COMMITTED,
    /** Between two ranges. */
    GAP,
    /** Above silver's last range, and its table's own ledger says so. */
    AHEAD,
    /** Above all that a ledger speaks of. */
    UNCLAIMED
  }

  /**
   * Divides all offsets from 0 on.
   *
   * @param ranges silver's, by partition and offset
   * @param own how far the table itself has taken in the topic
   */
  static List<Span> divide(List<LedgerRange> ranges, Ledger own) {
    List<Span> spans = new ArrayList<>();
    TreeMap<Integer, Long> reached = new TreeMap<>();
    own.partitions().keySet().forEach(partition -> reached.put(partition, 0L));
    for (int i = 0; i < ranges.size(); i++) {
      LedgerRange range = ranges.get(i);
      boolean isFirst = i == 0 || !ranges.get(i - 1).isOfPartitionOf(range);
      long before = isFirst ? 0 : ranges.get(i - 1).next();
      if (before < range.from()) {
        spans.add(stray(range.partition(), before, isFirst ? Place.OLDER : Place.GAP));
      }
      if (!range.isEmpty()) {
        spans.add(new Span(range.partition(), range.from(), Place.COMMITTED, i));
      }
      reached.merge(range.partition(), range.next(), Math::max);
    }
    reached.forEach((partition, end) -> addAbove(spans, partition, end, own.next(partition)));
    return spans;
  }

  private static void addAbove(List<Span> spans, int partition, long end, long claimed) {
    if (claimed > end) {
      spans.add(stray(partition, end, Place.AHEAD));
    }
    spans.add(stray(partition, Math.max(end, claimed), Place.UNCLAIMED));
  }

  private static Span stray(int partition, long from, Place place) {
    return new Span(partition, from, place, NO_RANGE);
  }
}
