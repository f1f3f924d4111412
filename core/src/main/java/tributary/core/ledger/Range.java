package tributary.core.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one commit took in of one partition.
 *
 * @param from the first offset of the range
 * @param next the next offset that the table has not yet taken in
 * @param highestMicros the highest event time of the partition below {@code next}, in microseconds
 *     since the epoch; {@link #NO_TIME} before the first
 * @param counts what became of the frames of the range
 * @param heads by product, how far its ids have come below {@code next}; empty in tables other than
 *     that of gaps
 */
public record Range(
    long from, long next, long highestMicros, Counts counts, SortedMap<String, Head> heads) {
  /** The event time of a partition that has not had one yet. */
  public static final long NO_TIME = Long.MIN_VALUE;

  public Range {
    if (from < 0 || next < from) {
      throw new IllegalArgumentException("Invalid range: " + from + " to " + next);
    }
    heads =
        heads.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(heads));
  }

  /** A range of a table that keeps no heads. */
  public Range(long from, long next, long highestMicros, Counts counts) {
    this(from, next, highestMicros, counts, Collections.emptySortedMap());
  }

  /** The empty range after this one. */
  Range after() {
    return new Range(next, next, highestMicros, Counts.NONE, heads);
  }
}
