package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.Catalog;

/** Of Iceberg tables in the catalog that the lake uses; and what only Iceberg has. */
class SparkReadsEveryIcebergTableTest extends SparkReadsEveryTable {
  private static final List<String> PLACES =
      List.of("kafka_partition", "kafka_offset", "received_at");

  private static final Map<String, List<String>> BOUNDED =
      Map.of(
          Written.BRONZE,
          PLACES,
          Written.QUARANTINE,
          PLACES,
          Written.SILVER,
          List.of(
              "kafka_partition", "kafka_offset", "received_at", "time", "product_id", "trade_id"),
          Written.CANDLES,
          List.of("window_start"));

  SparkReadsEveryIcebergTableTest() {
    super(Store.ICEBERG, 20, 8, 2);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theHistoryIsOurs(String table) {
    List<Line> expected =
        Catalog.at(written().root()).history(table).stream()
            .map(it -> Line.of(new Object[] {it.version(), it.time()}))
            .toList();
    assertEquals(last(), expected.size());
    assertEquals(
        expected,
        LocalSpark.lines(
            spark()
                .sql(
                    """
                    SELECT latest_sequence_number, committed_at FROM %1$s.metadata_log_entries
                    JOIN %1$s.snapshots ON snapshot_id = latest_snapshot_id ORDER BY 1
                    """
                        .formatted(name(table)))));
    assertEquals(
        last(),
        spark()
            .sql(
                "SELECT * FROM %s.snapshots WHERE summary['tributary.ledger'] IS NOT NULL AND summary['tributary.commit'] IS NOT NULL"
                    .formatted(name(table)))
            .count());
  }

  static List<String> bounded() {
    return BOUNDED.keySet().stream().sorted().toList();
  }

  /** Of each file: what the manifests say of a column, and what is in it. */
  @ParameterizedTest
  @MethodSource("bounded")
  void theBoundsOfEachFileAreThoseOfItsRows(String table) {
    for (String column : spark().read(Store.ICEBERG, table).columns()) {
      boolean known = BOUNDED.getOrDefault(table, List.of()).contains(column);
      if (!known && column.equals("kafka_headers")) {
        continue;
      }
      List<Line> found =
          LocalSpark.lines(
              spark()
                  .sql(
                      """
                      SELECT file_path, record_count, m.lower_bound, m.upper_bound, m.value_count, m.null_value_count
                      FROM (SELECT file_path, record_count, readable_metrics.%s AS m FROM %s.files)
                      ORDER BY file_path
                      """
                          .formatted(column, name(table))));
      assertEquals(known ? inFiles(table, column) : unknown(found), found, column);
    }
  }

  private List<Line> inFiles(String table, String column) {
    return LocalSpark.lines(
        spark()
            .sql(
                """
                SELECT _file, count(*), min(%1$s), max(%1$s), count(*), count(*) - count(%1$s)
                FROM %2$s GROUP BY _file ORDER BY _file
                """
                    .formatted(column, name(table))));
  }

  private static List<Line> unknown(List<Line> found) {
    return found.stream()
        .map(it -> Line.of(new Object[] {it.at(0), it.at(1), null, null, null, null}))
        .toList();
  }

  /** Iceberg finds the columns of a file by their ids alone. */
  @ParameterizedTest
  @ValueSource(strings = {Written.BRONZE, Written.SILVER, Written.CANDLES, Written.GAPS})
  void columnsOfOtherNamesHaveTheSameValues(String table) {
    List<String> columns = new ArrayList<>(List.of(spark().read(Store.ICEBERG, table).columns()));
    if (columns.contains("kafka_headers")) {
      columns.addAll(0, List.of("kafka_headers.element.key", "kafka_headers.element.value"));
    }
    columns.forEach(column -> rename(table, column, last(column) + "_too"));
    try {
      same(written().table(table).latest(), spark().read(Store.ICEBERG, table));
    } finally {
      Collections.reverse(columns);
      columns.forEach(column -> rename(table, column + "_too", last(column)));
    }
  }

  private void rename(String table, String column, String to) {
    spark().sql("ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(name(table), column, to));
  }

  private static String last(String column) {
    return column.substring(column.lastIndexOf('.') + 1);
  }

  private String name(String table) {
    return spark().name(Store.ICEBERG, table);
  }
}
