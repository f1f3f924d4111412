package tributary.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark in this JVM with Delta, and with the embedded Iceberg catalog of a data folder; reaches
 * nothing outside of it.
 */
public final class LocalSpark implements AutoCloseable {
  private static final String CATALOG = "spark.sql.catalog." + Store.CATALOG;

  private final Path data;
  private final SparkSession session;

  public LocalSpark(Path scratch, Path data) {
    this.data = data;
    session =
        SparkSession.builder()
            .master("local[2]")
            .config(
                "spark.sql.extensions",
                "io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config(CATALOG, "org.apache.iceberg.spark.SparkCatalog")
            .config(CATALOG + ".type", "jdbc")
            .config(CATALOG + ".uri", "jdbc:sqlite:" + data.resolve("iceberg.db"))
            .config(CATALOG + ".warehouse", data.toUri().toString())
            .config(CATALOG + ".jdbc.schema-version", "V1")
            .config(CATALOG + ".jdbc.busy_timeout", "30000")
            .config(CATALOG + ".cache-enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.local.dir", scratch.resolve("spark").toString())
            .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString())
            .config("spark.ui.enabled", false)
            .config("spark.sql.adaptive.enabled", false)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", true)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .getOrCreate();
  }

  public SparkSession session() {
    return session;
  }

  Dataset<Row> sql(String statement) {
    return session.sql(statement);
  }

  /** The name by which SQL finds a table of the data folder. */
  String name(Store store, String table) {
    return store.sql(data, table);
  }

  Dataset<Row> read(Store store, String table) {
    return sql("SELECT * FROM " + name(store, table));
  }

  Dataset<Row> read(Store store, String table, long version) {
    String name = name(store, table);
    return sql(
        "SELECT * FROM %s VERSION AS OF %s".formatted(name, store.version(session, name, version)));
  }

  /** A Delta table in any folder. */
  Dataset<Row> read(Path table) {
    return session.read().format("delta").load(table.toString());
  }

  /** How many data files Spark planned to read for rows that were collected. */
  static long files(Dataset<Row> collected) {
    long files = 0;
    for (SparkPlan leaf :
        CollectionConverters.asJava(collected.queryExecution().executedPlan().collectLeaves())) {
      files +=
          leaf instanceof BatchScanExec scan
              ? scan.metrics().apply("resultDataFiles").value()
              : collected.inputFiles().length;
    }
    return files;
  }

  static List<Line> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(LocalSpark::line).toList();
  }

  private static Line line(Row row) {
    @Nullable Object[] cells = new Object[row.size()];
    for (int column = 0; column < cells.length; column++) {
      cells[column] = cell(row, column);
    }
    return Line.of(cells);
  }

  private static @Nullable Object cell(Row row, int column) {
    Object value = row.get(column);
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof scala.collection.Seq<?> ? headers(row.getList(column)) : value;
  }

  private static List<String> headers(List<Row> headers) {
    List<String> texts = new ArrayList<>();
    for (Row header : headers) {
      texts.add(WrittenRows.header(header.getString(0), header.getAs(1)));
    }
    return texts;
  }

  @Override
  public void close() {
    session.stop();
  }
}
