package tributary.app.sums;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.SqlEngine;

/** The conservation sums of a pipeline (invariant 2), for the offset ranges that silver took in. */
public final class Sums {
  private final List<RangeSum> ranges;
  private final List<Stray> strays;
  private final List<String> breaks;

  Sums(List<RangeSum> ranges, List<Stray> strays, List<String> breaks) {
    this.ranges = List.copyOf(ranges);
    this.strays = List.copyOf(strays);
    this.breaks = List.copyOf(breaks);
  }

  /**
   * Counts the rows of the tables, and holds them against silver's ledgers; neighbouring commits
   * are counted as one range. Works while another process writes.
   */
  public static Sums of(Catalog tables, Pipeline pipeline) {
    return count(tables, pipeline, LedgerRanges::merged);
  }

  /** Like {@link #of}, with a range for each commit that silver's log still holds. */
  public static Sums ofEach(Catalog tables, Pipeline pipeline) {
    return count(tables, pipeline, LedgerRanges::each);
  }

  @FunctionalInterface
  private interface Reading {
    LedgerRanges of(Snapshot silver, List<CommitInfo> history);
  }

  private static Sums count(Catalog catalog, Pipeline pipeline, Reading reading) {
    if (!catalog.has(pipeline.silver().table())) {
      return new Sums(List.of(), List.of(), List.of());
    }
    CountedTables tables = CountedTables.of(catalog, pipeline);
    LedgerRanges ledger = reading.of(tables.silver(), catalog.history(pipeline.silver().table()));
    try (SqlEngine sql = SqlEngine.open(tables, new AsOf.Now())) {
      return compare(
          ledger,
          RowCounts.of(sql, tables.bronze(), ledger.ranges()),
          RowCounts.of(sql, tables.silver(), ledger.ranges()),
          RowCounts.of(sql, tables.quarantine(), ledger.ranges()));
    }
  }

  private static Sums compare(
      LedgerRanges ledger, RowCounts bronze, RowCounts silver, RowCounts quarantine) {
    List<RangeSum> sums = new ArrayList<>();
    for (int i = 0; i < ledger.ranges().size(); i++) {
      LedgerRange range = ledger.ranges().get(i);
      sums.add(
          new RangeSum(
              range.partition(),
              range.from(),
              range.next(),
              range.counts(),
              bronze.inRange(i),
              silver.inRange(i),
              quarantine.inRange(i)));
    }
    List<Stray> strays =
        Stream.of(bronze, silver, quarantine).flatMap(each -> each.strays().stream()).toList();
    return new Sums(sums, strays, ledger.breaks());
  }

  /** Whether every frame that the ledgers speak of is accounted for, and every row by a ledger. */
  public boolean hold() {
    return breaks.isEmpty()
        && ranges.stream().allMatch(RangeSum::holds)
        && strays.stream().noneMatch(Stray::isBroken);
  }

  /**
   * Whether the other ones say the same of the same frames; partitions without a frame say nothing.
   */
  public boolean isSame(Sums other) {
    return counted().equals(other.counted()) && breaks.equals(other.breaks);
  }

  private List<RangeSum> counted() {
    return ranges.stream().filter(range -> range.from() < range.next()).toList();
  }

  /** Prints a line for each range, the sum, and loudly whatever does not hold. */
  public void print(PrintWriter out) {
    new SumsText(out).print(this);
  }

  /** What {@link #print} prints. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    print(new PrintWriter(text, true));
    return text.toString();
  }

  /** The first offset that the ranges of the partition cover. */
  long since(int partition) {
    return ranges.stream()
        .filter(range -> range.partition() == partition)
        .mapToLong(RangeSum::from)
        .min()
        .orElse(0);
  }

  List<RangeSum> ranges() {
    return ranges;
  }

  List<Stray> strays() {
    return strays;
  }

  List<String> breaks() {
    return breaks;
  }
}
