package tributary.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.models.Models;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.secrets.SecretSources;
import tributary.feeds.simulator.Pace;
import tributary.ingest.stores.StoresFile;

/**
 * Runs a pipeline: from its venue, a recording, a generated market, or only what the topic holds.
 */
@Command(
    name = "run",
    description = {
      "Carries a pipeline's events from the venue into its tables.",
      "A pipeline without a feed takes in what others put into its topic.",
      "With --exit-when-done it ends once everything is in the tables and the sums are shown; alone,"
          + " without --replay or --simulate, that starts no feed and takes in what the topic holds."
    })
final class RunCommand implements Callable<Integer> {
  private final RootCommand root;
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;
  private final Map<String, String> environment;

  @Mixin RouteOptions options = new RouteOptions();

  @Mixin StoresOption stores = new StoresOption();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  @Option(
      names = "--kafka",
      paramLabel = "FILE",
      description = "A Kafka client.properties (default: a broker of its own, in the data folder).")
  @Nullable Path kafka;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Play recorded frames or replies through the simulator instead of the venue.")
  @Nullable Path replay;

  @Option(
      names = "--simulate",
      description = "Play a generated market, or generated weather, instead of the venue.")
  boolean isSimulated;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "1",
      description = "How many times as fast as recorded (default: 1).")
  String speed = "1";

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "How many trades or replies a generated market makes (default: no end).")
  long frames = Long.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Makes the same generated market again, from 2026-01-01 on (default: from now).")
  @Nullable Long seed;

  @Option(
      names = "--exit-when-done",
      description = "End with 0 once all is in the tables, 1 if a sum does not hold.")
  boolean isUntilDone;

  RunCommand(
      RootCommand root,
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.root = root;
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PipelineFiles files = new PipelineFiles(installation);
    Pipeline spec = files.read(pipeline);
    Models models = files.models(pipeline, spec);
    Origin origin = RouteOptions.understood(() -> origin(spec));
    SecretSources sources = stores.secrets(environment, installation);
    Optional<ClientFile> client = client(sources, !(origin instanceof Origin.TopicOnly));
    StoresFile named = stores.read(sources, installation);
    DataFolder folder = options.folder(spec.name(), installation).prepared();
    Plan plan =
        new Plan(spec, folder, origin, client, named, options.page(), isUntilDone, sources, models);
    client.ifPresent(file -> file.notes().forEach(this::note));
    named.notes().forEach(this::note);
    try (LogFile log = root.openLog(folder.logFile())) {
      return new Run(plan, clocks, terminal).execute() ? 0 : 1;
    }
  }

  private Optional<ClientFile> client(SecretSources sources, boolean isFilledByUs) {
    return Optional.ofNullable(kafka)
        .map(installation.here()::resolve)
        .map(file -> ClientFile.read(file, sources, isFilledByUs));
  }

  private void note(String text) {
    terminal.err().println("Note       " + text);
  }

  private Origin origin(Pipeline spec) {
    if (replay != null && isSimulated) {
      throw new UsageException("Cannot both --replay and --simulate: choose one");
    }
    boolean isPlayed = replay != null || isSimulated && !MarketScript.isGenerated(spec);
    if (spec.feed() == null && isPlayed) {
      throw new UsageException(
          "Cannot play a venue: pipeline %s has no feed; without --replay and --simulate it takes in what others put into topic %s"
              .formatted(spec.name(), spec.topic().name()));
    }
    if (replay != null) {
      return new Origin.Replay(installation.here().resolve(replay), Pace.parse(speed));
    }
    if (isSimulated) {
      return market(spec);
    }
    return isUntilDone || spec.feed() == null ? new Origin.TopicOnly() : new Origin.Exchange();
  }

  private Origin market(Pipeline spec) {
    if (isUntilDone && frames == Long.MAX_VALUE) {
      throw new UsageException(
          "Cannot end: --exit-when-done needs --frames for a generated market");
    }
    Pace pace = Pace.parse(speed);
    String script = MarketScript.checked(options.script(""), spec.feed());
    return seed == null
        ? Origin.Market.now(clocks, options.rate, frames, pace, script)
        : Origin.Market.again(seed, options.rate, frames, pace, script);
  }
}
