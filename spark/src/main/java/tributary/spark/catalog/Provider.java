package tributary.spark.catalog;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A format of tables in a catalog, and how it lets a note travel within a commit and be found
 * again: the position of the copy goes into the very commit that brings the rows.
 */
enum Provider {
  /** The note is the commit's user metadata, in the table's history. */
  DELTA("delta", "spark.databricks.delta.commitInfo.userMetadata") {
    @Override
    Optional<String> newestNote(SparkSession spark, String table) {
      return first(
          spark
              .sql("DESCRIBE HISTORY " + table + " LIMIT " + MOST_COMMITS)
              .select("userMetadata")
              .collectAsList());
    }

    @Override
    void prepare(SparkSession session) {
      // A commit without rows moves the position all the same.
      session.conf().set("spark.databricks.delta.skipRecordingEmptyCommits", "false");
    }
  },

  /** The note is a property of the snapshot. */
  ICEBERG("iceberg", "spark.sql.iceberg.snapshot-property." + Provider.NOTE) {
    @Override
    Optional<String> newestNote(SparkSession spark, String table) {
      return first(
          spark
              .sql(
                  "SELECT summary['%s'] FROM %s.snapshots ORDER BY committed_at DESC LIMIT %d"
                      .formatted(NOTE, table, MOST_COMMITS))
              .collectAsList());
    }

    @Override
    void prepare(SparkSession session) {
      // Nothing to set.
    }
  };

  private static final String NOTE = "tributary.position";

  /** Others may have committed since: a compaction, say. */
  private static final int MOST_COMMITS = 1_000;

  private final String code;
  private final String setting;

  Provider(String code, String setting) {
    this.code = code;
    this.setting = setting;
  }

  /** What SQL calls it. */
  String code() {
    return code;
  }

  /** Lets the next commits of the session carry a note. */
  void note(SparkSession session, String note) {
    session.conf().set(setting, note);
  }

  /** The note of the newest commit that has one of ours. */
  abstract Optional<String> newestNote(SparkSession spark, String table);

  /** Sets what commits of the session need. */
  abstract void prepare(SparkSession session);

  private static Optional<String> first(List<Row> notes) {
    return notes.stream()
        .filter(row -> !row.isNullAt(0))
        .map(row -> row.getString(0))
        .filter(PositionNote::is)
        .findFirst();
  }
}
