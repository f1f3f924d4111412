package tributary.spark.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.core.spec.Store;
import tributary.ingest.tables.Tables;
import tributary.lake.Format;
import tributary.lake.Lake;
import tributary.spark.batch.BatchReport;
import tributary.spark.batch.Batches;
import tributary.spark.batch.PipelineText;

/** The driver's side of a run over records at hand. */
final class SparkRunner implements AutoCloseable {
  static final String TOPIC_ID = "topic-id";
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-03-02T00:00:00Z"));

  private final SparkSession spark;
  private final Lake lake;
  private final Tables tables;
  private final Batches batches;

  SparkRunner(SparkSession spark, PipelineText text, Path folder) {
    this.spark = spark;
    this.lake = open(folder, text.pipeline());
    this.tables = new Tables(lake, text.pipeline(), TOPIC_ID);
    this.batches = new Batches(text, tables, System::nanoTime);
  }

  static Lake open(Path folder, Pipeline pipeline) {
    return Lake.open(
        folder,
        pipeline.store() == Store.ICEBERG ? new Format.Iceberg(Map.of()) : new Format.Delta(),
        NOW);
  }

  /** A pipeline file with its text. */
  static PipelineText pipeline(Path file) {
    try {
      return new PipelineText(file.toString(), Files.readString(file), PipelineReader.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands in a batch. */
  Optional<BatchReport> take(List<LogRecord> records) {
    return batches.take(Topic.frames(spark, records));
  }

  Batches batches() {
    return batches;
  }

  @Override
  public void close() {
    tables.close();
    lake.close();
  }
}
