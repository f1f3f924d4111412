package tributary.bench.spark;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What who knows Spark well sets for such a pipeline on two cores, without a line of code: each
 * setting removes a cost that performance notes and Spark's own sources name.
 */
final class Tuning {
  /** One poll takes what the stock source takes in a hundred, and fetches are as large. */
  static final Map<String, String> KAFKA =
      Map.of(
          "kafka.max.poll.records", "50000",
          "kafka.max.partition.fetch.bytes", "16777216",
          "kafka.fetch.max.bytes", "67108864",
          "kafka.receive.buffer.bytes", "1048576",
          "kafka.check.crcs", "false");

  /** Delta verifies each small commit by a job unless three zones say UTC. */
  static final List<String> JVM = List.of("-Duser.timezone=UTC", "-XX:+UseParallelGC");

  private static final Map<String, String> SPARK =
      Map.ofEntries(
          // A task per core; state and snapshots have a file, or a task, for each partition.
          Map.entry("spark.sql.shuffle.partitions", "2"),
          Map.entry("spark.databricks.delta.snapshotPartitions", "2"),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          // Each file of state would become two, and each needs processes of its own.
          Map.entry("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false"),
          Map.entry("spark.databricks.delta.properties.defaults.checkpointInterval", "100"),
          // What each small batch would pay for planning, waiting and being shown.
          Map.entry("spark.sql.adaptive.enabled", "false"),
          Map.entry("spark.sql.streaming.pollingDelay", "1ms"),
          Map.entry("spark.sql.codegen.cache.maxEntries", "1000"),
          Map.entry("spark.sql.codegen.hugeMethodLimit", "8000"),
          Map.entry("spark.ui.enabled", "false"),
          Map.entry("spark.sql.ui.explainMode", "simple"),
          Map.entry("spark.sql.ui.retainedExecutions", "10"),
          Map.entry("spark.sql.maxPlanStringLength", "1000"));

  private Tuning() {}

  /** Options of the JVM, Spark's settings among them. */
  static List<String> options(Mode mode) {
    return Stream.of(JVM.stream(), SPARK.entrySet().stream().map(Tuning::property), live(mode))
        .flatMap(options -> options)
        .toList();
  }

  private static String property(Map.Entry<String, String> setting) {
    return "-D" + setting.getKey() + "=" + setting.getValue();
  }

  /**
   * A batch without data only writes windows that are closed. Where data keep coming the next one
   * does it too; at the end of all data nobody would.
   */
  private static Stream<String> live(Mode mode) {
    return mode == Mode.CONTINUOUS
        ? Stream.of("-Dspark.sql.streaming.noDataMicroBatches.enabled=false")
        : Stream.of();
  }
}
