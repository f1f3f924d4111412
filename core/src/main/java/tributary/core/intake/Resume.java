package tributary.core.intake;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;

/**
 * Where the tables stand when a run starts.
 *
 * <p>A table may be ahead of another: a crash can fall between their commits. Each then takes in
 * only what it has not. Quarantine is committed before silver and only where it has rows, so what
 * silver has taken in quarantine has too, whatever its own ledger says.
 *
 * <p>The table of gaps is committed after all others, so it is behind them or even. Only where a
 * gold table is new is it ahead; then all is read from the beginning, to find the same gaps again.
 *
 * @param gold in the order of the pipeline's gold tables
 * @param gaps null where nobody notices gaps
 */
public record Resume(
    Ledger bronze, Ledger quarantine, Ledger silver, List<Ledger> gold, @Nullable Ledger gaps) {

  /** Tables of which none is of gaps. */
  public Resume(Ledger bronze, Ledger quarantine, Ledger silver, List<Ledger> gold) {
    this(bronze, quarantine, silver, gold, null);
  }

  public Resume {
    gold = List.copyOf(gold);
  }

  /** The partitions that some table knows. */
  public TreeSet<Integer> partitions() {
    TreeSet<Integer> known = new TreeSet<>(bronze.partitions().keySet());
    known.addAll(silver.partitions().keySet());
    gold.forEach(ledger -> known.addAll(ledger.partitions().keySet()));
    return known;
  }

  /** The first offset of the partition that some table has not taken in. */
  public long position(int partition) {
    long behind = furthestBehind(partition).next(partition);
    if (gaps == null) {
      return behind;
    }
    return gaps.next(partition) > behind ? 0 : gaps.next(partition);
  }

  /**
   * The highest event time of the partition below {@link #position}, microseconds since the epoch.
   */
  public long highestMicros(int partition) {
    if (position(partition) == 0) {
      return Range.NO_TIME;
    }
    return (gaps == null ? furthestBehind(partition) : gaps).highestMicros(partition);
  }

  /**
   * Where the silver rows lie whose keys are to be remembered: from the highest event time at
   * {@link #position} less {@code within}, up to the rows that silver is ahead by.
   */
  void rememberedSilver(long withinMicros, Stretches stretches) {
    long behind = Range.NO_TIME;
    long highest = Range.NO_TIME;
    for (int partition : partitions()) {
      behind = Math.max(behind, highestMicros(partition));
      highest = Math.max(highest, silver.highestMicros(partition));
    }
    if (highest != Range.NO_TIME) {
      stretches.add((behind == Range.NO_TIME ? highest : behind) - withinMicros, highest + 1);
    }
  }

  /** Whether silver has no row: each row's event time is in its ledger. */
  boolean hasNoSilver() {
    return silver.partitions().values().stream()
        .allMatch(range -> range.highestMicros() == Range.NO_TIME);
  }

  private Ledger furthestBehind(int partition) {
    Ledger behind = silver;
    if (bronze.next(partition) < behind.next(partition)) {
      behind = bronze;
    }
    for (Ledger ledger : gold) {
      if (ledger.next(partition) < behind.next(partition)) {
        behind = ledger;
      }
    }
    return behind;
  }
}
