package tributary.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.run.Clocks;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;

/** The whole route on this machine, from a simulated exchange to a page with live candles. */
@Command(
    name = "demo",
    description = {
      "Shows the whole route at work, without an account or a network:",
      "a simulated Coinbase, the real feed, a Kafka broker, the tables, and a page with live candles."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String PIPELINE = "coinbase";

  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (default: tributary-data/demo here).")
  @Nullable Path data;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "25",
      description = "Trades per second over all products (default: 25).")
  double rate = 25;

  @Option(
      names = "--script",
      paramLabel = "TEXT",
      defaultValue = "duplicate 1%, reorder 1%, malformed 0.2%",
      description = "How the simulated exchange misbehaves (default: a little).")
  String script = "";

  @Option(names = "--no-page", description = "Open no page.")
  boolean isWithoutPage;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The page's port on 127.0.0.1 (default: any free one).")
  int port;

  DemoCommand(Installation installation, Terminal terminal, Clocks clocks) {
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
  }

  @Override
  public Integer call() {
    Pipeline spec = PipelineReader.read(installation.pipeline(PIPELINE));
    DataFolder folder = DataFolder.of(data, "demo", installation.here()).prepared();
    Plan plan =
        new Plan(
            spec,
            folder,
            Markets.market(clocks, null, rate, Long.MAX_VALUE, Pace.RECORDED, parsedScript()),
            Optional.empty(),
            isWithoutPage ? OptionalInt.empty() : OptionalInt.of(port),
            false);
    try (LogFile log = LogFile.open(folder.logFile())) {
      return new Run(plan, clocks, terminal).execute() ? 0 : 1;
    }
  }

  private Script parsedScript() {
    try {
      return Script.parse(script);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
