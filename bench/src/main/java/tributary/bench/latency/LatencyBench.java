package tributary.bench.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.bench.market.BenchTopic;
import tributary.bench.market.MicroClock;
import tributary.bench.market.PacedSender;
import tributary.bench.market.Span;
import tributary.bench.process.BrokerProcess;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Folders;
import tributary.bench.process.Machine;
import tributary.core.spec.Pipeline;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.lake.Catalog;

/**
 * Sends tickers at a steady rate through a whole run in another process, and sees from this one
 * when they are on the page and in the tables.
 *
 * <pre>
 * sender ──> [ broker ──> runner ──> page server ] ──> event stream ──> reader
 *   this                     └──> tables ──────────────> log folder ──> watch    this process again
 * </pre>
 */
@Command(
    name = "bench/latency",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures how long a frame is on its way to the page and into the tables.")
public final class LatencyBench implements Callable<Integer> {
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** How long before the first frame the market is made. */
  private static final long LEAD_MICROS = 500_000;

  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(30);

  @Option(names = "--rate", description = "Tickers per second.")
  double rate = 2_000;

  @Option(names = "--seconds", description = "How long it is measured.")
  int seconds = 60;

  @Option(names = "--warm-up", description = "Seconds before that.")
  int warmUp = 20;

  @Option(names = "--flushes", description = "How many flushes of 1,000 rows are measured.")
  int flushes = 200;

  @Option(names = "--seed", description = "Which market.")
  long seed = 1;

  @Option(names = "--jvm", description = "One more option for the measured JVMs; may repeat.")
  List<String> options = List.of();

  @Option(names = "--home", required = true, hidden = true)
  Path home = Path.of("");

  @Option(names = "--data", required = true, description = "A folder to work in; emptied.")
  Path data = Path.of("");

  private final PrintStream out = System.out;
  private final LongSupplier microClock = MicroClock.start();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LatencyBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Folders.delete(data);
    Files.createDirectories(data);
    out.println(Machine.describe());
    route(data.resolve("route"));
    flush(data.resolve("flush"));
    Folders.delete(data);
    return 0;
  }

  private void route(Path folder) throws IOException {
    Pipeline pipeline = BenchTopic.pipeline(home);
    Path tables = RouteProcess.tables(folder);
    try (ChildJvm route = RouteProcess.start(home, folder, options)) {
      String bootstrap = route.await("Kafka ").split(" ")[0];
      URI page = URI.create(route.await("Page "));
      Witnesses witnesses = Witnesses.of(page, tables, pipeline, microClock);
      long start = microClock.getAsLong() + LEAD_MICROS;
      long from = start + warmUp * MICROS_PER_SECOND;
      Span span = new Span(from, from + seconds * MICROS_PER_SECOND);
      long cpuNanos = route.cpu().toNanos();
      long sent = send(bootstrap, tables, start, span);
      double cores = (route.cpu().toNanos() - cpuNanos) / 1e9 / (warmUp + seconds);
      route.endInput();
      String sums = route.await("frames ");
      witnesses.close();
      Latencies latencies = Latencies.of(tables, pipeline, witnesses, span);
      latencies.check(sent);
      latencies.print(out);
      out.printf(
          "page: %,d updates; run: %.2f cores in use; frames %s%n",
          witnesses.page().updates(), cores, sums);
      if (!sums.endsWith("holds")) {
        throw new IllegalStateException("Cannot count this run: the sums do not hold");
      }
    }
  }

  /** Sends the market as it happens, and waits until all of it is in the tables. */
  private long send(String bootstrap, Path tables, long startMicros, Span span) {
    GeneratedMarket market =
        BenchTopic.market(
            seed, rate, Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS), Long.MAX_VALUE);
    try (Publisher publisher = BenchTopic.publisher(bootstrap, System::nanoTime)) {
      PacedSender sender = new PacedSender(publisher, microClock);
      long sent = sender.send(market, span);
      awaitCommit(tables, publisher.status().published());
      Latencies.print(out, "sender behind its plan", sender.lateness());
      return sent;
    }
  }

  private void awaitCommit(Path tables, long frames) {
    long end = System.nanoTime() + LONGEST_COMMIT.toNanos();
    Pipeline pipeline = BenchTopic.pipeline(home);
    while (pipeline.gold().stream().anyMatch(gold -> ledgerSum(tables, gold.table()) < frames)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Cannot wait for the tables longer than " + LONGEST_COMMIT);
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static long ledgerSum(Path tables, String table) {
    return Catalog.at(tables).snapshot(table).ledger().stream()
        .flatMap(ledger -> ledger.partitions().values().stream())
        .mapToLong(range -> range.next())
        .sum();
  }

  private void flush(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (ChildJvm broker = BrokerProcess.start(folder.resolve("kafka"))) {
      FlushProcess.Flushes done =
          FlushProcess.measure(
              BrokerProcess.bootstrap(broker), home, folder.resolve("tables"), flushes, options);
      Latencies.print(out, "flush of 1,000 rows, all tables", done.micros());
      out.printf(
          "%d processes started, load %.1f%n",
          done.cost().children(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }
}
