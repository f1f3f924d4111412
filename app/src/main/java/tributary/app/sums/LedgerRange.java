package tributary.app.sums;

import java.util.Comparator;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Range;

/**
 * What one commit of silver, or several in a row, took in of one partition.
 *
 * @param next the first offset after the range
 * @param counts what became of the frames, as the commits wrote it down
 */
record LedgerRange(int partition, long from, long next, Counts counts) {
  static final Comparator<LedgerRange> ORDER =
      Comparator.comparingInt(LedgerRange::partition)
          .thenComparingLong(LedgerRange::from)
          .thenComparingLong(LedgerRange::next);

  static LedgerRange of(int partition, Range range) {
    return new LedgerRange(partition, range.from(), range.next(), range.counts());
  }

  boolean isEmpty() {
    return from == next;
  }

  boolean isOfPartitionOf(LedgerRange other) {
    return partition == other.partition;
  }

  /** This range and the one that begins where it ends, as one. */
  LedgerRange join(LedgerRange following) {
    return new LedgerRange(partition, from, following.next, counts.plus(following.counts));
  }
}
