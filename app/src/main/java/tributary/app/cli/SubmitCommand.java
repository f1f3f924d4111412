package tributary.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.spark.JobKafka;
import tributary.app.spark.SparkHome;
import tributary.app.spark.SparkSubmit;
import tributary.app.spark.Stop;
import tributary.app.spark.Submission;
import tributary.app.spark.Submission.DeployMode;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;

/** Runs a pipeline in Spark instead of in this process. */
@Command(
    name = "submit",
    description = {
      "Takes a pipeline's topic into the same tables on Spark: on this machine, or on a cluster.",
      "Uses the Spark that SPARK_HOME names, or one of its own. It starts no feed: the topic is"
          + " another run's, or somebody else's. Ctrl-C stops it once the batch under way is in the"
          + " tables; it ends with the exit code of the job."
    })
final class SubmitCommand implements Callable<Integer> {
  private final RootCommand root;
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @ArgGroup Source source = new Source();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      defaultValue = "local[*]",
      description =
          "Where Spark runs it, such as local[4] or spark://host:7077 (default: ${DEFAULT-VALUE}).")
  String master = "local[*]";

  @Option(
      names = "--deploy-mode",
      paramLabel = "client|cluster",
      defaultValue = "client",
      description =
          "Where the driver runs: here, or on the cluster, where it finds all files by the same"
              + " paths (default: ${DEFAULT-VALUE}).")
  DeployMode mode = DeployMode.CLIENT;

  @Option(
      names = "--conf",
      paramLabel = "NAME=VALUE",
      description = "A setting of Spark, such as spark.executor.memory=2g; any number of them.")
  List<String> conf = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder, which driver and executors see by this path (default: tributary-data/"
              + " here, with the pipeline's name).")
  @Nullable Path data;

  @Option(
      names = "--trigger",
      paramLabel = "WHEN",
      description =
          "When batches begin: continuous, an interval such as 500ms, 5s or 1m, or available-now,"
              + " which ends when all is taken in (default: the pipeline's commit interval).")
  @Nullable String trigger;

  @Option(
      names = "--max-offsets",
      paramLabel = "N",
      description = "The most records that one batch may have (default: as many as there are).")
  @Nullable Long maxOffsets;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Where Spark writes its checkpoints down, of which none is needed (default: in the data"
              + " folder).")
  @Nullable String checkpoints;

  @Option(
      names = "--stores",
      paramLabel = "FILE",
      description =
          "Properties that say where ClickHouse, PostgreSQL and Iceberg's catalog are (default: none).")
  @Nullable Path stores;

  @Option(
      names = "--publish",
      paramLabel = "CATALOG.SCHEMA",
      description =
          "A schema of a catalog that Spark knows, such as main.market: all tables are kept there too,"
              + " by Spark's own writers.")
  @Nullable String publish;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A folder with one file per secret (default: what TRIBUTARY_SECRETS names, or none).")
  @Nullable Path secrets;

  /** At most one of them. */
  static final class Source {
    @Option(
        names = "--kafka",
        paramLabel = "FILE",
        description =
            "A Kafka client.properties (default: the broker of the data folder, if a run left one).")
    @Nullable Path kafka;

    @Option(
        names = "--topic-of",
        paramLabel = "DIR",
        description =
            "The data folder of an earlier run, whose broker is started for as long as this takes.")
    @Nullable Path topicOf;
  }

  SubmitCommand(
      RootCommand root,
      Installation installation,
      Terminal terminal,
      Map<String, String> environment) {
    this.root = root;
    this.installation = installation;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Pipeline spec = new PipelineFiles(installation).read(pipeline);
    DataFolder folder = DataFolder.of(data, spec.name(), installation.here());
    Submission submission = RouteOptions.understood(() -> submission(folder));
    Path broker = source.kafka == null ? broker(folder, submission) : null;
    SparkHome spark = SparkHome.of(installation, environment);
    folder.prepared();
    try (LogFile log = root.openLog(folder.logFile());
        Stop stop = new Stop();
        JobKafka kafka = broker == null ? client() : JobKafka.ofFolder(broker, this::say)) {
      introduce(spec, submission);
      return new SparkSubmit(spark, environment).run(submission, kafka, stop);
    }
  }

  private Submission submission(DataFolder folder) {
    Path file = installation.here().resolve(installation.pipeline(pipeline));
    return new Submission(
        file.toAbsolutePath().normalize(),
        master,
        mode,
        conf,
        folder.root(),
        trigger,
        maxOffsets == null ? OptionalLong.empty() : OptionalLong.of(maxOffsets),
        checkpoints,
        handedOn());
  }

  /** The folder of the broker that holds the topic; it is left as it was if it is none. */
  private Path broker(DataFolder folder, Submission submission) {
    DataFolder of =
        source.topicOf == null ? folder : DataFolder.of(source.topicOf, "", installation.here());
    if (!Files.isDirectory(of.kafka())) {
      throw new UsageException(
          "Cannot find a topic: no run has left a broker in %s. Name a Kafka client.properties with --kafka, or the data folder of a run with --topic-of"
              .formatted(of.root()));
    }
    if (mode == DeployMode.CLUSTER || !submission.isLocal()) {
      throw new UsageException(
          "Cannot lend the broker in %s to %s in %s mode: it listens on 127.0.0.1 only, and ends with this process. Name a Kafka client.properties with --kafka"
              .formatted(of.root(), master, mode.name().toLowerCase(Locale.ROOT)));
    }
    return of.kafka();
  }

  private JobKafka client() {
    Path file = here(String.valueOf(source.kafka));
    if (!Files.isReadable(file)) {
      throw new UsageException("Cannot read the Kafka client file " + file);
    }
    return JobKafka.asWritten(file);
  }

  private Path here(String path) {
    return installation.here().resolve(path).toAbsolutePath().normalize();
  }

  private Map<String, String> handedOn() {
    Map<String, String> options = new HashMap<>();
    if (stores != null) {
      options.put("--stores", here(stores.toString()).toString());
    }
    if (secrets != null) {
      options.put("--secrets", here(secrets.toString()).toString());
    }
    if (publish != null) {
      options.put("--publish", publish);
    }
    return options;
  }

  private void introduce(Pipeline spec, Submission submission) {
    say("Pipeline   " + spec.name());
    say("Topic      " + spec.topic().name());
    say("Tables     " + submission.data().resolve("tables"));
    say("Spark      " + submission.master());
    say(end());
  }

  private String end() {
    if (mode == DeployMode.CLUSTER) {
      return "The driver runs on the cluster, which shows how it gets on and stops it.";
    }
    return "available-now".equals(trigger) ? "Runs until all is taken in." : "Ctrl-C stops it.";
  }

  private void say(String line) {
    terminal.err().println(line);
    terminal.err().flush();
  }
}
