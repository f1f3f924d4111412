package tributary.app.sums;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tributary.app.tables.LakeFiles;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/**
 * The conservation sums of a pipeline (invariant 2), for each offset range that silver committed.
 *
 * @param ranges by partition and offset
 * @param ahead bronze rows beyond the last range: the next start takes them on
 * @param breaks where a range does not begin where the one before ended
 */
public record Sums(List<RangeSum> ranges, long ahead, List<String> breaks) {

  public Sums {
    ranges = List.copyOf(ranges);
    breaks = List.copyOf(breaks);
  }

  /**
   * Counts the rows of the tables, and holds them against silver's ledgers.
   *
   * @param tables the folder of all tables
   */
  public static Sums of(Path tables, Pipeline pipeline) {
    Catalog catalog = Catalog.at(tables);
    if (!catalog.tables().contains(pipeline.silver().table())) {
      return new Sums(List.of(), 0, List.of());
    }
    List<RangeSum> ledger = ledgerRanges(catalog.history(pipeline.silver().table()));
    try (SqlEngine sql = SqlEngine.open(new LakeFiles(catalog), new AsOf.Now())) {
      Map<Integer, Long> bronze = count(sql, pipeline.bronze(), ledger);
      Map<Integer, Long> silver = count(sql, pipeline.silver().table(), ledger);
      Map<Integer, Long> quarantine = count(sql, pipeline.quarantine(), ledger);
      List<RangeSum> counted = new ArrayList<>();
      for (int i = 0; i < ledger.size(); i++) {
        RangeSum range = ledger.get(i);
        counted.add(
            new RangeSum(
                range.partition(),
                range.from(),
                range.next(),
                range.ledger(),
                bronze.getOrDefault(i, 0L),
                silver.getOrDefault(i, 0L),
                quarantine.getOrDefault(i, 0L)));
      }
      return new Sums(counted, bronze.getOrDefault(-1, 0L), breaks(counted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<RangeSum> ledgerRanges(List<CommitInfo> history) {
    List<RangeSum> ranges = new ArrayList<>();
    for (CommitInfo commit : history) {
      commit
          .ledger()
          .map(Ledger::partitions)
          .orElse(Collections.emptySortedMap())
          .forEach(
              (partition, range) -> {
                if (range.next() > range.from()) {
                  ranges.add(sum(partition, range));
                }
              });
    }
    ranges.sort(Comparator.comparingInt(RangeSum::partition).thenComparingLong(RangeSum::from));
    return ranges;
  }

  private static RangeSum sum(int partition, Range range) {
    return new RangeSum(partition, range.from(), range.next(), range.counts(), 0, 0, 0);
  }

  /**
   * Rows by the place of their range in the list; -1 for rows above all ranges, -2 for rows below.
   */
  private static Map<Integer, Long> count(SqlEngine sql, String table, List<RangeSum> ranges)
      throws IOException {
    if (ranges.isEmpty()) {
      return Map.of();
    }
    String values =
        IntStream.range(0, ranges.size())
            .mapToObj(
                i ->
                    "(%d,%d,%d,%d)"
                        .formatted(
                            i,
                            ranges.get(i).partition(),
                            ranges.get(i).from(),
                            ranges.get(i).next()))
            .collect(Collectors.joining(","));
    StringWriter text = new StringWriter();
    sql.query(
        """
        WITH ranges(id, partition, first, next) AS (VALUES %s)
        SELECT CASE WHEN id IS NULL THEN -2 WHEN kafka_offset < next THEN id ELSE -1 END AS range, count(*) AS n
        FROM %s t ASOF LEFT JOIN ranges r
          ON t.kafka_partition = r.partition AND t.kafka_offset >= r.first
        GROUP BY 1
        """
            .formatted(values, quoted(table)),
        ResultFormat.CSV,
        text);
    Map<Integer, Long> counts = new HashMap<>();
    text.toString()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> counts.put(Integer.parseInt(cells[0]), Long.parseLong(cells[1])));
    return counts;
  }

  private static String quoted(String table) {
    return Arrays.stream(table.split("\\."))
        .map(part -> '"' + part + '"')
        .collect(Collectors.joining("."));
  }

  private static List<String> breaks(List<RangeSum> ranges) {
    List<String> breaks = new ArrayList<>();
    for (int i = 1; i < ranges.size(); i++) {
      RangeSum before = ranges.get(i - 1);
      RangeSum range = ranges.get(i);
      if (before.partition() == range.partition() && before.next() != range.from()) {
        breaks.add(
            "partition %d: a range ends at %d and the next one begins at %d"
                .formatted(range.partition(), before.next(), range.from()));
      }
    }
    return breaks;
  }

  /** Whether every frame is accounted for. */
  public boolean hold() {
    return breaks.isEmpty() && ranges.stream().allMatch(RangeSum::holds);
  }

  /** All ranges of each partition as one. */
  public List<RangeSum> byPartition() {
    List<RangeSum> joined = new ArrayList<>();
    for (RangeSum range : ranges) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).partition() == range.partition()) {
        joined.set(last, joined.get(last).join(range));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  private Counts counts() {
    return ranges.stream().map(RangeSum::ledger).reduce(Counts.NONE, Counts::plus);
  }

  /** Prints a line for each partition, the sum, and loudly whatever does not hold. */
  public void print(PrintWriter out) {
    print(out, byPartition());
  }

  /** Prints a line for each range that a commit took in. */
  public void printEach(PrintWriter out) {
    print(out, ranges);
  }

  private void print(PrintWriter out, List<RangeSum> lines) {
    out.printf(
        "%9s %12s %12s %12s   %12s %10s %10s %10s%n",
        "partition", "from", "next", "frames", "silver", "quarantine", "control", "duplicates");
    for (RangeSum line : lines) {
      printLine(out, line);
    }
    Counts counts = counts();
    long frames = ranges.stream().mapToLong(RangeSum::bronze).sum();
    out.printf(
        "frames %,d = silver %,d + quarantine %,d + control %,d + duplicates %,d: %s%n",
        frames,
        counts.silver(),
        counts.quarantine(),
        counts.control(),
        counts.duplicates(),
        hold() ? "holds" : "DOES NOT HOLD");
    if (ahead > 0) {
      out.printf("%,d frames are in bronze only so far; the next start takes them on%n", ahead);
    }
    breaks.forEach(gap -> out.println("BROKEN LEDGER " + gap));
    ranges.stream()
        .filter(range -> !range.holds())
        .limit(20)
        .forEach(range -> printBroken(out, range));
  }

  private static void printLine(PrintWriter out, RangeSum line) {
    out.printf(
        "%9d %12d %12d %12d = %12d %10d %10d %10d%s%n",
        line.partition(),
        line.from(),
        line.next(),
        line.bronze(),
        line.silver(),
        line.quarantine(),
        line.ledger().control(),
        line.ledger().duplicates(),
        line.holds() ? "" : "   DOES NOT HOLD");
  }

  private static void printBroken(PrintWriter out, RangeSum range) {
    out.printf(
        "BROKEN SUM partition %d offsets %d to %d: bronze holds %d frames, silver %d, quarantine %d; the ledger says silver %d, quarantine %d, control %d, duplicates %d%n",
        range.partition(),
        range.from(),
        range.next(),
        range.bronze(),
        range.silver(),
        range.quarantine(),
        range.ledger().silver(),
        range.ledger().quarantine(),
        range.ledger().control(),
        range.ledger().duplicates());
  }
}
