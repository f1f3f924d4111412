package tributary.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;

/**
 * Runs a pipeline: from its venue, a recording, a generated market, or only what the topic holds.
 */
@Command(
    name = "run",
    description = {
      "Carries a pipeline's events from the venue into its tables.",
      "With --exit-when-done it ends once everything is in the tables and the sums are shown; alone,"
          + " without --replay or --simulate, that starts no feed and takes in what the topic holds."
    })
final class RunCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;

  @ParentCommand @Nullable RootCommand root;

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (default: tributary-data/PIPELINE here).")
  @Nullable Path data;

  @Option(
      names = "--kafka",
      paramLabel = "FILE",
      description = "A Kafka client.properties (default: a broker of its own, in the data folder).")
  @Nullable Path kafka;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Play recorded frames through the simulator instead of the venue.")
  @Nullable Path replay;

  @Option(names = "--simulate", description = "Play a generated market instead of the venue.")
  boolean isSimulated;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "1",
      description = "How many times as fast as recorded (default: 1).")
  String speed = "1";

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "25",
      description = "Trades per second of a generated market's own time (default: 25).")
  double rate = 25;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "How many trades a generated market makes (default: no end).")
  long frames = Long.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Makes the same generated market again, from 2026-01-01 on (default: from now).")
  @Nullable Long seed;

  @Option(
      names = "--script",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "How the simulator misbehaves, such as \"duplicate 1%%, disconnect at 500\".")
  String script = "";

  @Option(
      names = "--exit-when-done",
      description = "End with 0 once all is in the tables, 1 if a sum does not hold.")
  boolean isUntilDone;

  @Option(names = "--no-page", description = "Open no page.")
  boolean isWithoutPage;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The page's port on 127.0.0.1 (default: any free one).")
  int port;

  RunCommand(Installation installation, Terminal terminal, Clocks clocks) {
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
  }

  @Override
  public Integer call() {
    Pipeline spec = PipelineReader.read(installation.pipeline(pipeline));
    DataFolder folder = DataFolder.of(data, spec.name(), installation.here()).prepared();
    Plan plan =
        new Plan(
            spec,
            folder,
            origin(),
            Optional.ofNullable(kafka).map(installation.here()::resolve),
            isWithoutPage ? OptionalInt.empty() : OptionalInt.of(port),
            isUntilDone);
    boolean isVerbose = root != null && root.isVerbose;
    try (LogFile log =
        isVerbose ? LogFile.openVerbose(folder.logFile()) : LogFile.open(folder.logFile())) {
      return new Run(plan, clocks, terminal).execute() ? 0 : 1;
    }
  }

  private Origin origin() {
    if (replay != null && isSimulated) {
      throw new UsageException("Cannot both --replay and --simulate: choose one");
    }
    try {
      if (replay != null) {
        return new Origin.Replay(installation.here().resolve(replay), Pace.parse(speed));
      }
      if (isSimulated) {
        return market();
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return isUntilDone ? new Origin.TopicOnly() : new Origin.Exchange();
  }

  private Origin market() {
    if (isUntilDone && frames == Long.MAX_VALUE) {
      throw new UsageException(
          "Cannot end: --exit-when-done needs --frames for a generated market");
    }
    return Markets.market(clocks, seed, rate, frames, Pace.parse(speed), Script.parse(script));
  }
}
