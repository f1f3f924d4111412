package tributary.bench.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.bench.market.BenchTopic;
import tributary.bench.process.BrokerProcess;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Cost;
import tributary.bench.process.Folders;
import tributary.bench.process.Machine;
import tributary.core.spec.Pipeline;
import tributary.feeds.publish.Publisher;

/**
 * Fills a topic once, then lets the contestants take it into tables in turns, each in a process of
 * its own, and prints what they cost.
 *
 * <pre>
 * generated market ──> broker (own process) ──> tributary, plain loop, tributary, plain loop, ...
 * </pre>
 */
@Command(
    name = "bench/ingest",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures the way from a topic to all committed tables, beside a plain loop.")
public final class IngestBench implements Callable<Integer> {
  /** When the generated market begins. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Option(names = "--frames", description = "How many tickers the topic gets.")
  long frames = 2_000_000;

  @Option(names = "--rounds", description = "How often each contestant is measured.")
  int rounds = 3;

  @Option(names = "--rate", description = "Trades per second of the generated market's own time.")
  double rate = 2_000;

  @Option(names = "--seed", description = "Which market.")
  long seed = 1;

  @Option(names = "--jvm", description = "One more option for the contestants' JVMs; may repeat.")
  List<String> options = List.of();

  @Option(names = "--home", required = true, hidden = true)
  Path home = Path.of("");

  @Option(names = "--data", required = true, description = "A folder to work in; emptied.")
  Path data = Path.of("");

  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new IngestBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Folders.delete(data);
    Files.createDirectories(data);
    Pipeline pipeline = BenchTopic.pipeline(home);
    Report report = new Report(out);
    out.println(Machine.describe());
    try (ChildJvm broker = BrokerProcess.start(data.resolve("kafka"))) {
      String bootstrap = BrokerProcess.bootstrap(broker);
      fill(bootstrap);
      for (int round = 1; round <= rounds; round++) {
        Map<Contestant, String> fingerprints = new EnumMap<>(Contestant.class);
        for (Contestant contestant : Contestant.values()) {
          Path folder = data.resolve(contestant.name().toLowerCase(Locale.ROOT));
          Cost cost = PassProcess.measure(contestant, bootstrap, home, folder, options);
          Tables tables = tables(contestant, folder, pipeline);
          report.add(round, contestant, new Outcome(frames, cost, tables.bytes()));
          fingerprints.put(contestant, tables.fingerprint(pipeline));
          Folders.delete(folder);
        }
        compare(fingerprints);
      }
    }
    Folders.delete(data);
    report.conclude();
    return 0;
  }

  private void fill(String bootstrap) {
    long begun = System.nanoTime();
    BenchTopic.create(bootstrap);
    try (Publisher publisher = BenchTopic.publisher(bootstrap, System::nanoTime)) {
      BenchTopic.fill(publisher, BenchTopic.market(seed, rate, START, frames));
      out.printf(
          "topic: %,d tickers of %.0f bytes in %d partitions, filled in %.1f s%n",
          frames,
          publisher.status().publishedBytes() / (double) frames,
          BenchTopic.PARTITIONS,
          (System.nanoTime() - begun) / 1e9);
    }
  }

  private Tables tables(Contestant contestant, Path folder, Pipeline pipeline) {
    if (contestant == Contestant.PLAIN) {
      return Tables.ofPlainFiles(folder, pipeline);
    }
    Tables.check(folder, pipeline, frames);
    return Tables.ofLake(folder);
  }

  private static void compare(Map<Contestant, String> fingerprints) {
    if (fingerprints.values().stream().distinct().count() != 1) {
      throw new IllegalStateException(
          "Cannot count this round: the tables differ: " + fingerprints);
    }
  }
}
