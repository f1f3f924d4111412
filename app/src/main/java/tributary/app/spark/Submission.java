package tributary.app.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Spark is asked to run, and where. All paths are absolute.
 *
 * @param master as spark-submit takes it
 * @param mode where the driver runs
 * @param conf settings of Spark, each {@code name=value}; they go before ours
 * @param trigger when batches begin, in the job's words; null for its default
 * @param maxOffsets the most records that one batch may have
 * @param checkpoints a folder as Spark names it; null for the job's default
 * @param handedOn more options of the job with their values, none of them a secret
 */
public record Submission(
    Path pipelineFile,
    String master,
    DeployMode mode,
    List<String> conf,
    Path data,
    @Nullable String trigger,
    OptionalLong maxOffsets,
    @Nullable String checkpoints,
    Map<String, String> handedOn) {

  public Submission {
    conf = List.copyOf(conf);
    handedOn = Map.copyOf(handedOn);
    for (String each : conf) {
      if (each.indexOf('=') < 1) {
        throw new IllegalArgumentException(
            "Invalid --conf: %s. Write name=value, such as spark.executor.memory=2g"
                .formatted(each));
      }
    }
    if (maxOffsets.isPresent() && maxOffsets.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "Invalid --max-offsets: %d (1 or more)".formatted(maxOffsets.getAsLong()));
    }
  }

  /** Where the driver of a job runs. */
  public enum DeployMode {
    /** Beside spark-submit. */
    CLIENT,
    /** On a machine of the cluster. */
    CLUSTER
  }

  /** Whether driver and executors are all on this machine. */
  public boolean isLocal() {
    return master.matches("local.*|spark://(127\\.0\\.0\\.1|localhost):.*");
  }

  /** What the user gave a setting of Spark; null if nothing. */
  @Nullable String given(String name) {
    return conf.stream()
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .reduce((first, last) -> last)
        .orElse(null);
  }
}
