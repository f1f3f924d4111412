package tributary.lake;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tributary.core.rows.Rows;
import tributary.lake.parquet.Tickers;

/**
 * What a flush of small batches costs: {@code FlushSpeed [flushes] [rows per flush] [iceberg]}.
 * Each flush brings bronze, silver and two tables of windows into their tables, one after the
 * other. Prints milliseconds of wall time, for early and late flushes, so that growth with age
 * shows.
 */
final class FlushSpeed {
  private FlushSpeed() {}

  public static void main(String[] args) throws IOException {
    int flushes = args.length > 0 ? Integer.parseInt(args[0]) : 600;
    int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Path root = Files.createTempDirectory("flush-speed");
    long[][] nanos = new long[5][flushes];
    long cpu;
    Format format = args.length > 2 ? new Format.Iceberg(Map.of()) : new Format.Delta();
    try (Lake lake = Lake.open(root, format, InstantSource.system())) {
      run(lake, rows, nanos);
      cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
    String[] names = {"bronze", "silver", "gold 1", "gold 2", "all"};
    for (int i = 0; i < names.length; i++) {
      print(names[i] + " early", Arrays.copyOfRange(nanos[i], flushes / 10, flushes / 2));
      print(names[i] + " late", Arrays.copyOfRange(nanos[i], flushes / 2, flushes));
    }
    System.out.printf(
        "CPU of the thread, start included: %.2f ms per flush%n", cpu / 1e6 / flushes);
    delete(root);
  }

  private static void run(Lake lake, int rows, long[][] nanos) {
    Rows bronzeRows = Tickers.bronze(rows);
    Rows silverRows = Tickers.silver(rows);
    GrowingTable bronze = lake.growing("bronze", bronzeRows.schema(), List.of("offset"));
    GrowingTable silver =
        lake.growing("silver", silverRows.schema(), List.of("product_id", "time", "trade_id"));
    WindowTable[] gold = {
      lake.windows("price_1m", Ticks.GOLD, Ticks.KEY),
      lake.windows("candles_1m", Ticks.GOLD, Ticks.KEY)
    };
    for (int i = 0; i < nanos[0].length; i++) {
      long start = System.nanoTime();
      bronze.commit(bronze.stage(bronzeRows), Ticks.ledger(i));
      nanos[0][i] = System.nanoTime() - start;
      long afterBronze = System.nanoTime();
      silver.commit(silver.stage(silverRows), Ticks.ledger(i));
      nanos[1][i] = System.nanoTime() - afterBronze;
      for (int table = 0; table < 2; table++) {
        nanos[2 + table][i] = commit(gold[table], i);
      }
      nanos[4][i] = System.nanoTime() - start;
    }
  }

  /** 30 windows are open; a minute closes with every tenth flush. */
  private static long commit(WindowTable gold, int flush) {
    Rows open = new Rows(Ticks.GOLD);
    for (int minute = flush / 10 + 1; minute < flush / 10 + 11; minute++) {
      addMinute(open, minute, flush);
    }
    Rows sealed = new Rows(Ticks.GOLD);
    if (flush % 10 == 0) {
      addMinute(sealed, flush / 10, flush);
    }
    long start = System.nanoTime();
    gold.commit(open, sealed, Ticks.ledger(flush));
    return System.nanoTime() - start;
  }

  private static void addMinute(Rows rows, int minute, int revision) {
    for (String product : List.of("BTC", "ETH", "ADA")) {
      rows.append(Ticks.windows(false, minute + " " + product + " " + revision), 0);
    }
  }

  private static void print(String name, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-13s p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms%n",
        name,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
