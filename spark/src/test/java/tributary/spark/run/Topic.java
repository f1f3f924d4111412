package tributary.spark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Records as Spark's Kafka source hands them out: one task for each partition. */
final class Topic {
  private static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.BinaryType)
          .add("value", DataTypes.BinaryType)
          .add("topic", DataTypes.StringType)
          .add("partition", DataTypes.IntegerType)
          .add("offset", DataTypes.LongType)
          .add("timestamp", DataTypes.TimestampType)
          .add("timestampType", DataTypes.IntegerType)
          .add(
              "headers",
              DataTypes.createArrayType(
                  new StructType()
                      .add("key", DataTypes.StringType)
                      .add("value", DataTypes.BinaryType)));

  private Topic() {}

  static Dataset<Row> frames(SparkSession spark, List<LogRecord> records) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    TreeMap<Integer, List<Row>> byPartition = new TreeMap<>();
    for (LogRecord record : records) {
      byPartition.computeIfAbsent(record.partition(), absent -> new ArrayList<>()).add(row(record));
    }
    JavaRDD<Row> all = context.emptyRDD();
    for (List<Row> rows : byPartition.values()) {
      all = all.union(context.parallelize(rows, 1));
    }
    return spark.createDataFrame(all, SCHEMA);
  }

  private static Row row(LogRecord record) {
    List<Row> headers = new ArrayList<>();
    record.headers().forEach((name, value) -> headers.add(RowFactory.create(name, value)));
    return RowFactory.create(
        record.key() == null ? null : record.key().getBytes(UTF_8),
        record.value(),
        "topic",
        record.partition(),
        record.offset(),
        new Timestamp(record.millis()),
        0,
        CollectionConverters.asScala(headers).toSeq());
  }
}
