package tributary.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Spark with Delta in this JVM; reaches nothing outside of it. */
final class LocalSpark implements AutoCloseable {
  private final SparkSession session;

  LocalSpark(Path scratch) {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
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

  SparkSession session() {
    return session;
  }

  Dataset<Row> read(Path table) {
    return session.read().format("delta").load(table.toString());
  }

  Dataset<Row> read(Path table, long version) {
    return session.read().format("delta").option("versionAsOf", version).load(table.toString());
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
