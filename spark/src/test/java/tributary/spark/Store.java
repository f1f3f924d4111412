package tributary.spark;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import tributary.lake.Format;

/** A format of tables, and how Spark speaks of tables that are in it. */
enum Store {
  DELTA(new Format.Delta(), "spark.sql.parquet.enableVectorizedReader") {
    @Override
    String sql(Path root, String table) {
      return "delta.`" + root.resolve(table.replace('.', '/')) + "`";
    }

    @Override
    String version(SparkSession spark, String sql, long version) {
      return Long.toString(version);
    }

    @Override
    List<String> compact(String sql) {
      return List.of("OPTIMIZE " + sql);
    }

    @Override
    String restore(String sql, String version) {
      return "RESTORE TABLE " + sql + " TO VERSION AS OF " + version;
    }
  },

  /** In the embedded catalog, to which Spark goes too. */
  ICEBERG(new Format.Iceberg(Map.of()), "spark.sql.iceberg.vectorization.enabled") {
    @Override
    String sql(Path root, String table) {
      return table.contains(".") ? CATALOG + "." + table : CATALOG + ".default." + table;
    }

    /** Spark names a snapshot by its id, of which the metadata tell the sequence number. */
    @Override
    String version(SparkSession spark, String sql, long version) {
      Row row =
          spark
              .sql(
                  "SELECT latest_snapshot_id FROM %s.metadata_log_entries WHERE latest_sequence_number = %d"
                      .formatted(sql, version))
              .first();
      return Long.toString(row.getLong(0));
    }

    @Override
    List<String> compact(String sql) {
      return List.of(
          "CALL %s.system.rewrite_data_files(table => '%s', options => map('min-input-files', '2'))"
              .formatted(CATALOG, sql),
          "CALL %s.system.expire_snapshots(table => '%s', older_than => TIMESTAMP '%s', retain_last => 1)"
              .formatted(CATALOG, sql, Instant.now()));
    }

    @Override
    String restore(String sql, String version) {
      return "CALL %s.system.rollback_to_snapshot('%s', %s)".formatted(CATALOG, sql, version);
    }
  };

  /** The embedded catalog keeps its tables by this name: in Spark it must have the same. */
  static final String CATALOG = "tributary";

  private final Format format;
  private final String vectorized;

  Store(Format format, String vectorized) {
    this.format = format;
    this.vectorized = vectorized;
  }

  Format format() {
    return format;
  }

  /** The setting by which Spark reads many rows of a column at a time, which is what it does. */
  String vectorized() {
    return vectorized;
  }

  /** The name by which Spark's SQL finds a table of the data folder. */
  abstract String sql(Path root, String table);

  /** What stands for a version of ours after {@code VERSION AS OF}. */
  abstract String version(SparkSession spark, String sql, long version);

  /** Statements that make one file of many, and let go of what lies before. */
  abstract List<String> compact(String sql);

  /** The statement that makes a version the newest. */
  abstract String restore(String sql, String version);
}
