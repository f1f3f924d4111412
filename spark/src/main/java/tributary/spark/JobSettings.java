package tributary.spark;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.ingest.stores.StoresFile;
import tributary.spark.batch.PipelineText;
import tributary.spark.query.Pace;

/**
 * What a job is to do.
 *
 * @param client the properties of a Kafka client; never shown
 * @param data the data folder, absolute
 * @param checkpoints a folder as Spark names it
 * @param mostPerBatch how many records a batch may have at most; 0 for as many as there are
 * @param publish the catalog and schema that Spark keeps copies of all tables in; null for none
 * @param stores where tables and copies of them are kept outside the data folder
 */
record JobSettings(
    PipelineText pipeline,
    Map<String, String> client,
    Path data,
    String checkpoints,
    Pace pace,
    long mostPerBatch,
    StoresFile stores,
    @Nullable String publish) {

  /** The folder for checkpoints where none is named; nobody else has one of this name. */
  static Path ownCheckpoints(Path data) {
    return data.resolve(".tributary-checkpoints");
  }

  /** For files on their way to the catalog; nothing else is in it. */
  Path publishing() {
    return data.resolve(".tributary-publishing");
  }

  Path tables() {
    return data.resolve("tables");
  }

  @Override
  public String toString() {
    return "JobSettings of " + pipeline.fileName() + " in " + data;
  }
}
