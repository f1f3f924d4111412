package tributary.bench.stock;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The medallion pipeline as public demos write it: three streaming queries, each reading what the
 * one before it wrote.
 *
 * <pre>
 * Kafka ──> bronze (text) ──> silver (from_json, casts) ──> gold (watermark, windows of a minute)
 * </pre>
 *
 * <p>It neither sets invalid frames aside nor removes duplicates. Every setting can be given from
 * outside, as with {@code spark-submit --conf}: Spark's own as system properties, those of the
 * Kafka source as arguments.
 */
public final class StockPipeline {
  private static final String PRICE = "decimal(18,8)";
  private static final String VOLUME = "decimal(28,8)";

  /** All as JSON has them: prices are strings there. */
  private static final String TICKER =
      """
      type STRING, sequence BIGINT, product_id STRING, price STRING, open_24h STRING,
      volume_24h STRING, low_24h STRING, high_24h STRING, volume_30d STRING, best_bid STRING,
      best_bid_size STRING, best_ask STRING, best_ask_size STRING, side STRING, time STRING,
      trade_id BIGINT, last_size STRING""";

  private final SparkSession spark;
  private final String folder;

  private StockPipeline(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * @param arguments the folder, {@code available-now} or {@code continuous}, and options of the
   *     Kafka source as {@code name=value}
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .appName("coinbase-lakehouse")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Map<String, String> kafka = new HashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      String[] option = arguments[i].split("=", 2);
      kafka.put(option[0], option[1]);
    }
    StockPipeline pipeline = new StockPipeline(spark, arguments[0]);
    pipeline.createTables();
    if (arguments[1].equals("available-now")) {
      pipeline.runOnce(kafka);
    } else {
      pipeline.runForever(kafka);
    }
    spark.stop();
  }

  private void createTables() {
    createTable(
        "bronze",
        """
        key STRING, value STRING, topic STRING, partition INT, offset BIGINT,
        timestamp TIMESTAMP""");
    createTable(
        "silver",
        """
        type STRING, sequence BIGINT, product_id STRING, price DECIMAL(18,8),
        open_24h DECIMAL(18,8), volume_24h DECIMAL(28,8), low_24h DECIMAL(18,8),
        high_24h DECIMAL(18,8), volume_30d DECIMAL(28,8), best_bid DECIMAL(18,8),
        best_bid_size DECIMAL(18,8), best_ask DECIMAL(18,8), best_ask_size DECIMAL(18,8),
        side STRING, time TIMESTAMP, trade_id BIGINT, last_size DECIMAL(18,8)""");
    createTable(
        "gold",
        """
        window_start TIMESTAMP, window_end TIMESTAMP, product_id STRING, open DECIMAL(18,8),
        high DECIMAL(18,8), low DECIMAL(18,8), close DECIMAL(18,8), avg_price DECIMAL(22,12),
        volume DECIMAL(28,8), trades BIGINT""");
  }

  private void createTable(String table, String columns) {
    spark.sql(
        "CREATE TABLE IF NOT EXISTS delta.`%s` (%s) USING delta".formatted(path(table), columns));
  }

  /** Takes in what the topic holds now, one layer after the other. */
  private void runOnce(Map<String, String> kafka) throws Exception {
    write(bronze(kafka), "bronze", Trigger.AvailableNow()).awaitTermination();
    write(silver(), "silver", Trigger.AvailableNow()).awaitTermination();
    write(gold(), "gold", Trigger.AvailableNow()).awaitTermination();
  }

  /** Takes in what comes, all layers at once. */
  private void runForever(Map<String, String> kafka)
      throws TimeoutException, StreamingQueryException {
    Trigger asSoonAsPossible = Trigger.ProcessingTime(0);
    write(bronze(kafka), "bronze", asSoonAsPossible);
    write(silver(), "silver", asSoonAsPossible);
    write(gold(), "gold", asSoonAsPossible);
    spark.streams().awaitAnyTermination();
  }

  private Dataset<Row> bronze(Map<String, String> kafka) {
    return spark
        .readStream()
        .format("kafka")
        .option("startingOffsets", "earliest")
        .options(kafka)
        .load()
        .select(
            col("key").cast("string"),
            col("value").cast("string"),
            col("topic"),
            col("partition"),
            col("offset"),
            col("timestamp"));
  }

  private Dataset<Row> silver() {
    return read("bronze")
        .select(from_json(col("value"), lit(TICKER)).as("ticker"))
        .select(
            col("ticker.type"),
            col("ticker.sequence"),
            col("ticker.product_id"),
            cast("price", PRICE),
            cast("open_24h", PRICE),
            cast("volume_24h", VOLUME),
            cast("low_24h", PRICE),
            cast("high_24h", PRICE),
            cast("volume_30d", VOLUME),
            cast("best_bid", PRICE),
            cast("best_bid_size", PRICE),
            cast("best_ask", PRICE),
            cast("best_ask_size", PRICE),
            col("ticker.side"),
            cast("time", "timestamp"),
            col("ticker.trade_id"),
            cast("last_size", PRICE));
  }

  private static Column cast(String field, String type) {
    return col("ticker." + field).cast(type).as(field);
  }

  private Dataset<Row> gold() {
    return read("silver")
        .withWatermark("time", "10 minutes")
        .groupBy(window(col("time"), "1 minute"), col("product_id"))
        .agg(
            min_by(col("price"), col("trade_id")).as("open"),
            max(col("price")).as("high"),
            min(col("price")).as("low"),
            max_by(col("price"), col("trade_id")).as("close"),
            avg(col("price")).as("avg_price"),
            sum(col("last_size")).as("volume"),
            count(lit(1)).as("trades"))
        .select(
            col("window.start").as("window_start"),
            col("window.end").as("window_end"),
            col("product_id"),
            col("open"),
            col("high"),
            col("low"),
            col("close"),
            col("avg_price"),
            col("volume"),
            col("trades"));
  }

  private Dataset<Row> read(String table) {
    return spark.readStream().format("delta").load(path(table));
  }

  private StreamingQuery write(Dataset<Row> rows, String table, Trigger trigger)
      throws TimeoutException {
    return rows.writeStream()
        .queryName(table)
        .format("delta")
        .outputMode("append")
        .option("checkpointLocation", folder + "/checkpoints/" + table)
        .trigger(trigger)
        .start(path(table));
  }

  private String path(String table) {
    return folder + "/tables/" + table;
  }
}
