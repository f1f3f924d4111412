package tributary.bench.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import tributary.bench.market.BenchTopic;
import tributary.bench.market.MicroClock;
import tributary.bench.market.PacedSender;
import tributary.bench.market.Span;
import tributary.bench.process.BrokerProcess;
import tributary.bench.process.ChildJvm;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.lake.Catalog;

/**
 * One contestant under a steady load, with a broker of its own: how long its micro-batches take,
 * and how far silver is behind.
 *
 * <pre>
 * paced sender ──> broker (own process) ──> job (own process) ──> silver's log, read afterwards
 * </pre>
 *
 * @param home where {@code bench/} lies; absolute
 * @param rate tickers per second
 * @param warmUpSeconds from the start of the job's JVM to the span that counts
 */
record SteadyRun(Path home, long seed, double rate, int warmUpSeconds, int seconds) {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long LOOK_AGAIN_NANOS = 500_000_000;
  private static final Duration LONGEST_CATCHING_UP = Duration.ofMinutes(5);

  /** Measures and prints; the folder is absolute and its own. */
  void measure(Contestant contestant, Path folder, PrintStream out) throws IOException {
    Path ofJob = Files.createDirectories(folder.resolve("job"));
    Layout layout = contestant.layout(home, ofJob);
    try (ChildJvm broker = BrokerProcess.start(folder.resolve("kafka"))) {
      String bootstrap = BrokerProcess.bootstrap(broker);
      BenchTopic.create(bootstrap);
      Work work = new Work(home, bootstrap, ofJob, Mode.CONTINUOUS);
      try (SparkJvm job = SparkJvm.start(contestant.launch(work), work)) {
        Load load = load(bootstrap, job, layout);
        Used used = job.stop();
        new TableCheck(layout).rows(load.all());
        print(out, contestant, load, Batches.of(layout, load.span()), used);
      }
    }
  }

  /**
   * What was sent.
   *
   * @param frames those of the span
   * @param cores that the job kept busy within it
   */
  private record Load(Span span, long frames, Filled all, double cores) {}

  private Load load(String bootstrap, SparkJvm job, Layout layout) throws IOException {
    LongSupplier microClock = MicroClock.start();
    long start = microClock.getAsLong();
    long from = start + warmUpSeconds * MICROS_PER_SECOND;
    Span span = new Span(from, from + seconds * MICROS_PER_SECOND);
    try (Publisher publisher = BenchTopic.publisher(bootstrap, System::nanoTime)) {
      PacedSender sender = new PacedSender(publisher, microClock);
      GeneratedMarket market =
          BenchTopic.market(
              seed, rate, Instant.EPOCH.plus(start, ChronoUnit.MICROS), Long.MAX_VALUE);
      // The first frame that is not of this span is made and left out: a gap of one trade.
      sender.send(market, new Span(start, from));
      long cpuNanos = job.cpuNanos();
      long frames = sender.send(market, span);
      double cores = (job.cpuNanos() - cpuNanos) / 1e9 / seconds;
      PublishStatus sent = publisher.status();
      awaitRows(sent.published(), job, layout);
      return new Load(span, frames, new Filled(sent.published(), sent.publishedBytes()), cores);
    }
  }

  private static void awaitRows(long rows, SparkJvm job, Layout layout) throws IOException {
    long end = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
    while (silverRows(layout) < rows) {
      job.refuseEnd();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Cannot wait for silver longer than " + LONGEST_CATCHING_UP);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static long silverRows(Layout layout) {
    Catalog catalog = Catalog.at(layout.tables());
    return catalog.has(layout.silver()) ? catalog.snapshot(layout.silver()).rows() : 0;
  }

  private void print(
      PrintStream out, Contestant contestant, Load load, Batches batches, Used used) {
    if (batches.rows() != load.frames()) {
      throw new IllegalStateException(
          "Cannot count this run: the commits brought %,d rows of %,d"
              .formatted(batches.rows(), load.frames()));
    }
    out.printf(
        "steady   %-5s  micro-batch p50 %s p99 %s (%d in %d s)  silver behind p50 %s p99 %s  %.2f cores,"
            + " %,d processes started, load %.1f%n",
        Report.label(contestant),
        seconds(batches.intervalMicros(), 50),
        seconds(batches.intervalMicros(), 99),
        batches.intervalMicros().getTotalCount(),
        seconds,
        seconds(batches.ageMicros(), 50),
        seconds(batches.ageMicros(), 99),
        load.cores(),
        used.children(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String seconds(Histogram micros, double percentile) {
    return micros.getTotalCount() == 0
        ? "none"
        : "%.2f s".formatted(micros.getValueAtPercentile(percentile) / 1e6);
  }
}
