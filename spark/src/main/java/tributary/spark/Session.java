package tributary.spark;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark as the runner wants it, where whoever submits the job has not said otherwise. */
final class Session {
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

  private Session() {}

  static SparkSession open(String name, String checkpoints) {
    SparkConf conf = new SparkConf();
    DEFAULTS.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "tributary " + name);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  static void close(SparkSession spark) {
    spark.stop();
  }
}
