package tributary.app.sums;

import java.io.PrintWriter;
import tributary.core.ledger.Counts;

/** The sums as people read them. */
record SumsText(PrintWriter out) {
  private static final int MOST_BROKEN = 20;

  void print(Sums sums) {
    Counts counts = sums.ranges().stream().map(RangeSum::ledger).reduce(Counts.NONE, Counts::plus);
    boolean hasExtra = counts.extra() != 0;
    out.printf(
        "%9s %12s %12s %12s%s   %12s %10s %10s %10s%n",
        "partition",
        "from",
        "next",
        "frames",
        hasExtra ? "   extra items" : "",
        "silver",
        "quarantine",
        "control",
        "duplicates");
    sums.ranges().forEach(range -> line(range, hasExtra));
    total(sums, counts);
    sums.strays().forEach(stray -> stray(stray, sums));
    sums.breaks().stream().limit(MOST_BROKEN).forEach(gap -> out.println("BROKEN LEDGER " + gap));
    sums.ranges().stream().filter(range -> !range.holds()).limit(MOST_BROKEN).forEach(this::broken);
  }

  private void line(RangeSum range, boolean hasExtra) {
    out.printf(
        "%9d %12d %12d %12d%s = %12d %10d %10d %10d%s%n",
        range.partition(),
        range.from(),
        range.next(),
        range.bronze(),
        hasExtra ? " + %11d".formatted(range.ledger().extra()) : "",
        range.silver(),
        range.quarantine(),
        range.ledger().control(),
        range.ledger().duplicates(),
        range.holds() ? "" : "   DOES NOT HOLD");
  }

  private void total(Sums sums, Counts counts) {
    out.printf(
        "frames %,d%s = silver %,d + quarantine %,d + control %,d + duplicates %,d: %s%n",
        sums.ranges().stream().mapToLong(RangeSum::bronze).sum(),
        counts.extra() == 0 ? "" : " + extra items %,d".formatted(counts.extra()),
        counts.silver(),
        counts.quarantine(),
        counts.control(),
        counts.duplicates(),
        sums.hold() ? "holds" : "DOES NOT HOLD");
  }

  private void stray(Stray stray, Sums sums) {
    String rows = "%,d rows of %s".formatted(stray.rows(), stray.table());
    int partition = stray.partition();
    switch (stray.place()) {
      case OLDER ->
          out.printf(
              "since offset %d of partition %d; %s are older than what silver's log still holds: not covered%n",
              sums.since(partition), partition, rows);
      case AHEAD ->
          out.printf(
              "%s in partition %d are ahead of silver; the next start takes them on%n",
              rows, partition);
      case GAP, UNCLAIMED ->
          out.printf(
              "BROKEN SUM partition %d from offset %d on: %s lie where no ledger speaks of any%n",
              partition, stray.from(), rows);
      case COMMITTED -> throw new IllegalStateException("Invalid stray: " + stray);
    }
  }

  private void broken(RangeSum range) {
    out.printf(
        "BROKEN SUM partition %d offsets %d to %d: bronze holds %d frames, silver %d, quarantine %d; the ledger says silver %d, quarantine %d, control %d, duplicates %d%s%n",
        range.partition(),
        range.from(),
        range.next(),
        range.bronze(),
        range.silver(),
        range.quarantine(),
        range.ledger().silver(),
        range.ledger().quarantine(),
        range.ledger().control(),
        range.ledger().duplicates(),
        range.ledger().extra() == 0 ? "" : ", extra items " + range.ledger().extra());
  }
}
