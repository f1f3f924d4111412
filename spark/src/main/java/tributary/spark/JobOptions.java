package tributary.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.secrets.SecretSources;
import tributary.ingest.stores.StoresFile;
import tributary.spark.batch.PipelineText;
import tributary.spark.query.Pace;

/** What the command line of the job says. */
final class JobOptions {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private static final Pattern SCHEMA = Pattern.compile("\\w{1,100}(\\.\\w{1,100}){1,2}");

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file.")
  private Path pipelineFile;

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "FILE",
      description = "Properties of a Kafka client, with their secrets as docs/kafka.md says.")
  private @Nullable Path kafka;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder, on a file system that driver and executors see by this path. Default:"
              + " tributary-data/PIPELINE where the driver stands.")
  private @Nullable Path data;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Where Spark writes its checkpoints down, of which none is needed: the tables say how far"
              + " they are. Default: in the data folder.")
  private @Nullable String checkpoints;

  @Option(
      names = "--trigger",
      paramLabel = "WHEN",
      description =
          "When batches begin: continuous (one after the other), an interval such as 500ms, 5s or"
              + " 1m, or available-now (take in what there is, and end). Default: the commit interval"
              + " of the pipeline.")
  private @Nullable String trigger;

  @Option(
      names = "--max-offsets",
      paramLabel = "N",
      description = "The most records that one batch may have. Default: as many as there are.")
  private long mostPerBatch;

  @Option(
      names = "--stores",
      paramLabel = "FILE",
      description =
          "Properties that say where ClickHouse, PostgreSQL and Iceberg's catalog are (default:"
              + " none).")
  private @Nullable Path stores;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A folder with one file per secret (default: what TRIBUTARY_SECRETS names, or none).")
  private @Nullable Path secrets;

  @Option(
      names = "--publish",
      paramLabel = "CATALOG.SCHEMA",
      description =
          "A schema of a catalog that this Spark knows, such as main.market: all tables are kept"
              + " there too, by Spark's own writers.")
  private @Nullable String publish;

  /**
   * What is meant.
   *
   * @throws IllegalArgumentException if it is wrong
   * @throws tributary.core.spec.InvalidPipelineException if the pipeline file is
   */
  JobSettings settings() throws IOException {
    PipelineText text = text();
    Pipeline pipeline = text.pipeline();
    Path folder = data == null ? Path.of("tributary-data", pipeline.name()) : data;
    Path absolute = folder.toAbsolutePath().normalize();
    SecretSources sources =
        SecretSources.of(System.getenv(), Path.of("").toAbsolutePath(), secrets);
    if (mostPerBatch < 0) {
      throw new IllegalArgumentException("Invalid --max-offsets: " + mostPerBatch);
    }
    return new JobSettings(
        text,
        client(sources),
        absolute,
        checkpoints == null ? JobSettings.ownCheckpoints(absolute).toUri().toString() : checkpoints,
        trigger == null ? new Pace.Every(pipeline.commit().every()) : pace(trigger),
        mostPerBatch,
        stores == null ? StoresFile.NONE : StoresFile.read(stores, sources),
        publish == null ? null : schema(publish));
  }

  /** What executors read is exactly what was read here. */
  private PipelineText text() throws IOException {
    PipelineReader.read(pipelineFile);
    String text = Files.readString(pipelineFile, StandardCharsets.UTF_8);
    String name = pipelineFile.toString();
    return new PipelineText(name, text, PipelineReader.read(name, text));
  }

  private Map<String, String> client(SecretSources sources) {
    ClientFile file = ClientFile.read(Objects.requireNonNull(kafka, "--kafka"), sources, false);
    Map<String, String> client = new TreeMap<>();
    file.forReading().forEach((name, value) -> client.put(name, String.valueOf(value)));
    return client;
  }

  private static String schema(String text) {
    if (!SCHEMA.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Invalid --publish: %s. Use CATALOG.SCHEMA, each of letters, digits and _"
              .formatted(text));
    }
    return text;
  }

  private static Pace pace(String text) {
    if (text.equals("continuous")) {
      return new Pace.Continuous();
    }
    if (text.equals("available-now")) {
      return new Pace.AvailableNow();
    }
    Matcher interval = INTERVAL.matcher(text);
    if (!interval.matches()) {
      throw new IllegalArgumentException(
          "Invalid --trigger: %s. Use continuous, available-now, or an interval such as 500ms, 5s, 1m"
              .formatted(text));
    }
    long number = Long.parseLong(interval.group(1));
    return new Pace.Every(
        switch (interval.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        });
  }
}
