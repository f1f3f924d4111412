package tributary.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import tributary.spark.files.LocalCheckpoints;

/**
 * Spark as the runner wants it, where whoever submits the job has not said otherwise.
 *
 * @param begun whether it was begun for this session
 */
record Session(SparkSession spark, boolean begun) implements AutoCloseable {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.sql.adaptive.enabled", "false"),
          Map.entry("spark.sql.streaming.noDataMicroBatches.enabled", "false"),
          Map.entry("spark.sql.streaming.pollingDelay", "1"),
          Map.entry("spark.sql.ui.explainMode", "simple"),
          Map.entry("spark.sql.ui.retainedExecutions", "20"),
          // A client's properties are options of the query; these name passwords too.
          Map.entry(
              "spark.redaction.regex", "(?i)secret|password|token|access[.]?key|jaas|credential"));

  /**
   * Opens it.
   *
   * @param checkpoints the folder for checkpoints, as Spark names it
   */
  static Session open(String name, String checkpoints) {
    Map<String, String> defaults = new TreeMap<>(DEFAULTS);
    if (checkpoints.startsWith("file:")) {
      defaults.put(
          "spark.sql.streaming.checkpointFileManagerClass", LocalCheckpoints.class.getName());
    }
    // A cluster of Databricks hands over a Spark that already runs.
    return SparkEnv.get() == null ? begin(name, defaults) : join(defaults);
  }

  private static Session begin(String name, Map<String, String> defaults) {
    SparkConf conf = new SparkConf();
    defaults.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "tributary " + name);
    return new Session(SparkSession.builder().config(conf).getOrCreate(), true);
  }

  private static Session join(Map<String, String> defaults) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    SparkConf ofCluster = spark.sparkContext().getConf();
    defaults.forEach(
        (key, value) -> {
          if (!ofCluster.contains(key) && spark.conf().isModifiable(key)) {
            spark.conf().set(key, value);
          }
        });
    return new Session(spark, false);
  }

  /** Ends Spark, unless somebody else began it: Databricks wants to end it itself. */
  @Override
  public void close() {
    if (begun) {
      spark.stop();
    }
  }
}
