package tributary.spark.query;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A topic as a stream of rows.
 *
 * @param client the properties of a Kafka client, {@code bootstrap.servers} among them
 * @param mostPerBatch how many records a batch may have at most; 0 for as many as there are
 */
record KafkaSource(String topic, Map<String, String> client, long mostPerBatch) {
  /** What Spark sets itself, and refuses to be told. */
  private static final Set<String> OF_SPARK =
      Set.of(
          "auto.offset.reset",
          "enable.auto.commit",
          "interceptor.classes",
          "key.deserializer",
          "key.serializer",
          "value.deserializer",
          "value.serializer");

  /**
   * What readers of many small records need: Spark asks the broker anew after each poll, and a poll
   * of 500 records throws away most of what was fetched.
   */
  private static final Map<String, String> SIZES =
      Map.of(
          "max.poll.records", "50000",
          "max.partition.fetch.bytes", "8388608",
          "fetch.max.bytes", "33554432",
          "receive.buffer.bytes", "1048576");

  /**
   * The stream from these offsets on; partitions that are not among them, because they are new,
   * from their beginning.
   */
  Dataset<Row> open(SparkSession spark, SortedMap<Integer, Long> from) {
    return spark.readStream().format("kafka").options(options(from)).load();
  }

  Map<String, String> options(SortedMap<Integer, Long> from) {
    Map<String, String> options = new TreeMap<>();
    SIZES.forEach((name, value) -> options.put("kafka." + name, value));
    client.forEach(
        (name, value) -> {
          if (!OF_SPARK.contains(name)) {
            options.put("kafka." + name, value);
          }
        });
    options.put("kafka.isolation.level", "read_committed");
    options.put("subscribe", topic);
    options.put("includeHeaders", "true");
    options.put("failOnDataLoss", "true");
    options.put("startingOffsets", offsets(from));
    if (mostPerBatch > 0) {
      options.put("maxOffsetsPerTrigger", Long.toString(mostPerBatch));
    }
    return options;
  }

  /** Without the client's properties, among which are passwords. */
  @Override
  public String toString() {
    return "KafkaSource of " + topic;
  }

  private String offsets(SortedMap<Integer, Long> from) {
    StringBuilder json = new StringBuilder("{\"").append(topic).append("\":{");
    String separator = "";
    for (Map.Entry<Integer, Long> each : from.entrySet()) {
      json.append(separator)
          .append('"')
          .append(each.getKey())
          .append("\":")
          .append(each.getValue());
      separator = ",";
    }
    return json.append("}}").toString();
  }
}
