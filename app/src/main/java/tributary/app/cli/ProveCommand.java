package tributary.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.prove.Proof;
import tributary.app.prove.ProofFolder;
import tributary.app.prove.ProofPlan;
import tributary.app.prove.Runner;
import tributary.app.run.Clocks;
import tributary.app.spark.JobKafka;
import tributary.app.spark.SparkHome;
import tributary.app.spark.SparkSubmit;
import tributary.app.spark.Stop;
import tributary.app.spark.Submission;
import tributary.app.spark.Submission.DeployMode;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.secrets.SecretSources;

/** Shows that both runners make the same tables of the same topic. */
@Command(
    name = "prove",
    description = {
      "Lets both runners take in the same topic, and compares all that they leave: every row of"
          + " every table, every column but the one that says whether a window is final, and the"
          + " ledgers. The topic is filled by a generated market with faults, a recording, or by"
          + " others. Each table has a line with a hash of its rows, whatever their order.",
      "Ends with 1 if a row differs."
    })
final class ProveCommand implements Callable<Integer> {
  private static final long SEEDS = 1_000_000_000L;

  private final RootCommand root;
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;
  private final Map<String, String> environment;

  @Mixin ProofOrigin filling = new ProofOrigin();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  @Option(
      names = "--runners",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Whose tables are held against those of the first one, which is embedded (default:"
              + " embedded,spark).")
  List<Runner> runners = new ArrayList<>(List.of(Runner.EMBEDDED, Runner.SPARK));

  @Option(
      names = "--slicings",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times Spark takes in the topic, each time cut into other batches (default:"
              + " ${DEFAULT-VALUE}).")
  int slicings = 1;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      defaultValue = "local[*]",
      description = "Where Spark runs (default: ${DEFAULT-VALUE}).")
  String master = "local[*]";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A new folder for topic and tables, deleted if all are equal (default:"
              + " tributary-data/prove-PIPELINE-SEED here).")
  @Nullable Path data;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A folder with one file per secret (default: what TRIBUTARY_SECRETS names, or none).")
  @Nullable Path secrets;

  ProveCommand(
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
    Pipeline spec = new PipelineFiles(installation).read(pipeline);
    long seed = filling.seed == null ? clocks.random().nextLong(SEEDS) : filling.seed;
    ProofPlan plan = RouteOptions.understood(() -> plan(spec, seed));
    SecretSources sources =
        RouteOptions.understood(() -> SecretSources.of(environment, installation.here(), secrets));
    Optional<ClientFile> client = filling.client(installation, sources);
    Optional<SparkHome> spark =
        plan.others().contains(Runner.SPARK)
            ? Optional.of(SparkHome.of(installation, environment))
            : Optional.empty();
    ProofFolder folder = ProofFolder.make(place(spec, seed));
    terminal.out().println("seed " + seed);
    terminal.flush();
    try (Stop stop = new Stop()) {
      boolean holds;
      try (LogFile log = root.openLog(new DataFolder(folder.root()).logFile())) {
        holds = holds(plan, folder, client, sources, spark, stop);
      }
      return conclude(holds, folder, stop);
    }
  }

  private ProofPlan plan(Pipeline spec, long seed) {
    if (runners.size() < 2 || runners.get(0) != Runner.EMBEDDED) {
      throw new IllegalArgumentException(
          "Invalid --runners: name embedded, which fills the topic, and at least one more, such as embedded,spark");
    }
    if (slicings < 1) {
      throw new IllegalArgumentException("Invalid --slicings: %d (1 or more)".formatted(slicings));
    }
    Path file = installation.here().resolve(installation.pipeline(pipeline)).toAbsolutePath();
    return new ProofPlan(
        spec,
        file.normalize(),
        filling.origin(spec, seed, installation),
        runners.subList(1, runners.size()),
        slicings,
        seed,
        master);
  }

  private Path place(Pipeline spec, long seed) {
    String name = "prove-%s-%d".formatted(spec.name(), seed);
    return DataFolder.of(data, name, installation.here()).root();
  }

  private boolean holds(
      ProofPlan plan,
      ProofFolder folder,
      Optional<ClientFile> named,
      SecretSources sources,
      Optional<SparkHome> spark,
      Stop stop) {
    try (JobKafka kafka =
        filling.kafka == null
            ? JobKafka.ofFolder(folder.folder("kafka"), this::say)
            : JobKafka.asWritten(installation.here().resolve(filling.kafka).toAbsolutePath())) {
      ClientFile client = named.orElseGet(() -> ClientFile.read(kafka.file(), sources, true));
      Proof.SparkRun job =
          (into, most) ->
              new SparkSubmit(spark.orElseThrow(), environment)
                  .run(submission(plan, into, most), kafka, stop, this::say);
      return new Proof(plan, folder, client, job, clocks, progress(), stop::isAsked)
          .holds(new ProofText(terminal.out()));
    }
  }

  private Submission submission(ProofPlan plan, DataFolder into, OptionalLong most) {
    return new Submission(
        plan.pipelineFile(),
        plan.master(),
        DeployMode.CLIENT,
        List.of(),
        into.root(),
        "available-now",
        most,
        null,
        secrets == null
            ? Map.of()
            : Map.of("--secrets", installation.here().resolve(secrets).toString()));
  }

  /** The sums of the embedded runner are progress here: the result is whether they are the same. */
  private Terminal progress() {
    return new Terminal(
        terminal.err(),
        terminal.err(),
        terminal.isRewritable(),
        terminal.isColored(),
        terminal.columns());
  }

  private int conclude(boolean holds, ProofFolder folder, Stop stop) {
    PrintWriter out = terminal.out();
    if (stop.isAsked()) {
      folder.delete();
      say("Stopped before the end; nothing is proved.");
      return 1;
    }
    if (holds) {
      folder.delete();
      out.println("all tables are equal");
    } else {
      out.println("NOT EQUAL: topic and tables are kept in " + folder.root());
    }
    out.flush();
    return holds ? 0 : 1;
  }

  private void say(String line) {
    terminal.err().println(line);
    terminal.err().flush();
  }
}
