package tributary.core.intake;

import java.util.List;
import java.util.TreeSet;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;

/**
 * Where the tables stand when a run starts.
 *
 * <p>A table may be ahead of another: a crash can fall between their commits. Each then takes in
 * only what it has not. Quarantine is committed before silver and only where it has rows, so what
 * silver has taken in quarantine has too, whatever its own ledger says.
 *
 * @param gold in the order of the pipeline's gold tables
 */
public record Resume(Ledger bronze, Ledger quarantine, Ledger silver, List<Ledger> gold) {

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
    return furthestBehind(partition).next(partition);
  }

  /** The highest event time of the partition below {@link #position}. */
  long highestMicros(int partition) {
    return position(partition) == 0
        ? Range.NO_TIME
        : furthestBehind(partition).highestMicros(partition);
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
