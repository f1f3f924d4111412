package tributary.bench.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tributary.app.folders.DataFolder;
import tributary.bench.market.BenchTopic;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** How our Spark runner is started: from its jar, on the files that it wants. */
final class OurJob {
  private static final String MAIN = "tributary.spark.SparkJob";

  private OurJob() {}

  static Launch launch(Work work) {
    Path pipeline = work.folder().resolve("pipeline.yaml");
    Path kafka = work.folder().resolve("kafka.properties");
    try {
      Files.writeString(pipeline, pipeline(work.home()), UTF_8);
      Files.writeString(kafka, "bootstrap.servers=" + work.bootstrap() + "\n", UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!PipelineReader.read(pipeline).equals(BenchTopic.pipeline(work.home()))) {
      throw new IllegalStateException("Cannot go on: %s is another pipeline".formatted(pipeline));
    }
    return new Launch(
        Tuning.JVM,
        work.home().resolve("job").resolve("target").resolve("tributary-spark.jar"),
        MAIN,
        List.of(
            pipeline.toString(),
            "--kafka",
            kafka.toString(),
            "--data",
            data(work.folder()).root().toString(),
            "--trigger",
            work.mode().argument()));
  }

  /** The file of {@link BenchTopic#pipeline}. */
  private static String pipeline(Path home) throws IOException {
    Path tickers = home.resolve("bench").resolve("tickers.yaml");
    Map<Object, Object> root = new LinkedHashMap<>();
    Object read =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(tickers));
    root.putAll((Map<?, ?>) read);
    root.remove("feed");
    root.put("pipeline", "bench");
    root.put("topic", Map.of("name", BenchTopic.NAME, "partitions", BenchTopic.PARTITIONS));
    return new Dump(DumpSettings.builder().build()).dumpToString(root);
  }

  static Layout layout(Path home, Path folder) {
    Pipeline pipeline = BenchTopic.pipeline(home);
    return new Layout(
        data(folder).tables(),
        pipeline.bronze(),
        "kafka_partition",
        "kafka_offset",
        "payload",
        pipeline.silver().table(),
        "candles_1m",
        Optional.empty());
  }

  private static DataFolder data(Path folder) {
    return new DataFolder(folder.resolve("data"));
  }
}
