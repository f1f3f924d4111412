package tributary.bench.feed;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.bench.market.BenchTopic;
import tributary.bench.process.BrokerProcess;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Folders;
import tributary.bench.process.Machine;

/**
 * Sends tickers over WebSockets to one contestant after the other, each in a process of its own
 * that has one core to itself; the server and the broker share another.
 *
 * <pre>
 * server ──WebSockets──> [ feed ──> publisher ] ──> broker
 * </pre>
 */
@Command(
    name = "bench/feed",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures one feed process on one core, beside bare WebSocket clients.")
public final class FeedBench implements Callable<Integer> {
  private static final int OTHER_CORE = 1;

  @Option(names = "--rate", description = "Frames per second, over all connections.")
  int rate = 20_000;

  @Option(names = "--products", description = "Products asked for.")
  int products = 300;

  @Option(names = "--per-connection", description = "Products on one connection.")
  int perConnection = 100;

  @Option(names = "--seconds", description = "How long it is measured.")
  int seconds = 20;

  @Option(names = "--warm-up", description = "Seconds before that.")
  int warmUp = 15;

  @Option(names = "--rounds", description = "How often each contestant is measured.")
  int rounds = 2;

  @Option(names = "--jvm", description = "One more option for the contestants' JVMs; may repeat.")
  List<String> options = List.of();

  @Option(names = "--home", required = true, hidden = true)
  Path home = Path.of("");

  @Option(names = "--data", required = true, description = "A folder to work in; emptied.")
  Path data = Path.of("");

  private final PrintStream out = System.out;
  private final Map<Contestant, Double> cpu = new EnumMap<>(Contestant.class);

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FeedBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Folders.delete(data);
    Files.createDirectories(data);
    out.println(Machine.describe());
    boolean pinned = Core.pinTo(OTHER_CORE);
    Tickers tickers = new Tickers(Load.products(products));
    out.printf(
        "%,d frames/s of %.0f bytes, %d products, %d on a connection; %s%n",
        rate,
        tickers.meanBytes(),
        products,
        perConnection,
        pinned ? "server and broker on core " + OTHER_CORE : "nothing is kept on a core");
    try (ChildJvm broker = BrokerProcess.start(data.resolve("kafka"));
        TickerServer server = new TickerServer(tickers)) {
      String bootstrap = BrokerProcess.bootstrap(broker);
      BenchTopic.create(bootstrap);
      Load load =
          new Load(
              server.address(),
              bootstrap,
              products,
              perConnection,
              rate,
              (long) warmUp * rate,
              (long) seconds * rate);
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : Contestant.values()) {
          measure(round, contestant, load, server);
        }
      }
    }
    Folders.delete(data);
    conclude();
    return 0;
  }

  private void measure(int round, Contestant contestant, Load load, TickerServer server)
      throws IOException {
    Score score;
    try (ChildJvm client = ClientProcess.start(contestant, load, options)) {
      server.serve(load.connections(), load.rate());
      score = ClientProcess.score(client);
    }
    cpu.merge(contestant, score.cpuMicrosPerFrame() / rounds, Double::sum);
    Histogram late = server.lateMicros();
    out.printf(
        "%d %-9s %,7.0f frames/s  %5.1f us CPU a frame  %3.0f%% of a core  ack p50 %5.1f  p99 %5.1f "
            + " p99.9 %5.1f  max %5.1f ms (%,d)  server late p99 %.1f ms  load %.1f%s%n",
        round,
        contestant,
        score.frames() * 1e9 / score.wallNanos(),
        score.cpuMicrosPerFrame(),
        100.0 * score.cpuNanos() / score.wallNanos(),
        score.p50() / 1e3,
        score.p99() / 1e3,
        score.p999() / 1e3,
        score.max() / 1e3,
        score.acks(),
        late.getValueAtPercentile(99) / 1e3,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        score.isPinned() == 1 ? "" : "  not kept on one core");
  }

  private void conclude() {
    double ours = cpu.getOrDefault(Contestant.TRIBUTARY, 0.0);
    out.printf(
        "CPU per frame: feed %.1f us, %.2f of the plain client with a producer, %.2f of the bare one%n",
        ours,
        ours / cpu.getOrDefault(Contestant.PLAIN, 0.0),
        ours / cpu.getOrDefault(Contestant.BARE, 0.0));
  }
}
