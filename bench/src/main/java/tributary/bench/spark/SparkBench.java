package tributary.bench.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.bench.market.BenchTopic;
import tributary.bench.process.BrokerProcess;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Folders;
import tributary.bench.process.Machine;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;

/**
 * Fills a topic once, then lets Spark jobs take it into Delta tables in turns, each in a JVM of its
 * own from start to end; after that each of them has to keep up with a steady load.
 *
 * <pre>
 * generated market ──> broker (own process) ──> stock, tuned, ours, stock, tuned, ours, ...
 * </pre>
 */
@Command(
    name = "bench/spark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures Spark's ways from a topic to Delta tables on two cores: the pipeline of the public"
          + " demos (stock), the same with better settings (tuned), and our Spark runner (ours).",
      "The figures are those of whole JVMs with all processes below them, their start included."
          + " Each JVM also records which processes it starts, which costs it about a second.",
      "stock gets no time zone: where the machine is not in UTC, Delta verifies each of its commits,"
          + " which costs it more (TZ=Europe/Berlin bench/spark)."
    })
public final class SparkBench implements Callable<Integer> {
  /** When the generated market begins. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** How long it trades, by its own time: most windows are past any watermark at its end. */
  private static final double MARKET_SECONDS = 3_600;

  private static final Duration LONGEST_PASS = Duration.ofMinutes(30);

  @Option(names = "--contestants", split = ",", description = "Who: ${COMPLETION-CANDIDATES}.")
  List<Contestant> contestants = List.of(Contestant.values());

  @Option(names = "--frames", description = "How many tickers the topic gets.")
  long frames = 2_000_000;

  @Option(names = "--rounds", description = "How often each takes them in; 0 for not at all.")
  int rounds = 3;

  @Option(names = "--rate", description = "Tickers per second of the steady load.")
  double rate = 2_000;

  @Option(names = "--warm-up", description = "Seconds of it before it is measured.")
  int warmUp = 90;

  @Option(names = "--seconds", description = "How long it is measured; 0 for not at all.")
  int seconds = 120;

  @Option(names = "--seed", description = "Which market.")
  long seed = 1;

  @Option(names = "--home", required = true, hidden = true)
  Path home = Path.of("");

  @Option(names = "--data", required = true, description = "A folder to work in; emptied.")
  Path data = Path.of("");

  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SparkBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    Folders.delete(data);
    Files.createDirectories(data);
    out.println(Machine.describe());
    if (rounds > 0) {
      takeIn();
    }
    if (seconds > 0) {
      keepUp();
    }
    Folders.delete(data);
    return 0;
  }

  private void takeIn() throws IOException {
    Report report = new Report(out);
    Path kafka = data.resolve("kafka");
    try (ChildJvm broker = BrokerProcess.start(kafka)) {
      String bootstrap = BrokerProcess.bootstrap(broker);
      Filled topic = fill(bootstrap);
      Optional<String> fingerprint = Optional.empty();
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          Path folder = Files.createDirectories(data.resolve(Report.label(contestant)));
          Used used = pass(contestant, new Work(home, bootstrap, folder, Mode.AVAILABLE_NOW));
          TableCheck check = new TableCheck(contestant.layout(home, folder));
          check.rows(topic);
          report.add(round, contestant, new Outcome(frames, used, check.windows()));
          fingerprint = Optional.of(refuseOther(fingerprint, check.fingerprint()));
          Folders.delete(folder);
        }
      }
    }
    Folders.delete(kafka);
    report.conclude();
  }

  private static Used pass(Contestant contestant, Work work) throws IOException {
    try (SparkJvm job = SparkJvm.start(contestant.launch(work), work)) {
      return job.ended(LONGEST_PASS);
    }
  }

  private static String refuseOther(Optional<String> known, String found) {
    if (known.isPresent() && !known.get().equals(found)) {
      throw new IllegalStateException(
          "Cannot count this run: silver differs from the one before: %s and %s"
              .formatted(known.get(), found));
    }
    return found;
  }

  private Filled fill(String bootstrap) {
    long begun = System.nanoTime();
    BenchTopic.create(bootstrap);
    try (Publisher publisher = BenchTopic.publisher(bootstrap, System::nanoTime)) {
      BenchTopic.fill(publisher, BenchTopic.market(seed, frames / MARKET_SECONDS, START, frames));
      PublishStatus status = publisher.status();
      out.printf(
          "topic: %,d tickers of %.0f bytes in %d partitions, filled in %.1f s%n",
          frames,
          status.publishedBytes() / (double) frames,
          BenchTopic.PARTITIONS,
          (System.nanoTime() - begun) / 1e9);
      return new Filled(status.published(), status.publishedBytes());
    }
  }

  private void keepUp() throws IOException {
    SteadyRun run = new SteadyRun(home, seed, rate, warmUp, seconds);
    for (Contestant contestant : contestants) {
      Path folder = data.resolve("steady-" + Report.label(contestant));
      run.measure(contestant, folder, out);
      Folders.delete(folder);
    }
  }
}
