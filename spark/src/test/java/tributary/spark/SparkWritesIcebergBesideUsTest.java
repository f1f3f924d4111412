package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.Catalog;
import tributary.lake.ForeignCommitException;
import tributary.lake.Format;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.ReadFailedException;

/** Spark and we share the catalog, and with it the tables; what only Iceberg has. */
class SparkWritesIcebergBesideUsTest {
  @TempDir static Path folder;
  private static Path data;
  private static LocalSpark spark;

  @BeforeAll
  static void start() {
    data = folder.resolve("data");
    spark = new LocalSpark(folder.resolve("scratch"), data);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  /** Who is overtaken tries again, on both sides. */
  @Test
  void bothMayCommitAtTheSameTime() {
    int inserts = 4;
    int mostOfOurs = 60;
    try (Lake lake = open()) {
      GrowingTable ours = Quotes.open(lake, "busy");
      Quotes.add(ours, 0, 1);
      CompletableFuture<Void> foreign =
          CompletableFuture.runAsync(
              () ->
                  LongStream.rangeClosed(1, inserts).forEach(it -> copyFirst("busy", it * 10_000)));
      long quotes = 1;
      while (!foreign.isDone() && quotes < mostOfOurs) {
        Quotes.add(ours, quotes++, 1);
      }
      foreign.join();
      Quotes.add(ours, quotes++, 1);
      long all = quotes;
      assertTrue(all > inserts, () -> "ours: " + all);
      List<Long> numbers = numbers("busy");
      assertEquals(Quotes.numbersTo(all), numbers.subList(0, (int) all));
      assertEquals(
          LongStream.rangeClosed(1, inserts).map(it -> it * 10_000).boxed().toList(),
          numbers.subList((int) all, numbers.size()));
      assertEquals(Optional.of(Quotes.ledger(all)), Catalog.at(data).snapshot("busy").ledger());
    }
  }

  /** A quote of its own number that has the values of the first. */
  private static void copyFirst(String table, long number) {
    spark.sql(
        "INSERT INTO %1$s SELECT product_id, %2$d, time, price, volume FROM %1$s WHERE number = 0"
            .formatted(name(table), number));
  }

  @Test
  void aLedgerThatSparkMovedIsForeign() {
    try (Lake lake = open()) {
      GrowingTable ours = Quotes.open(lake, "moved");
      Quotes.add(ours, 0, 1);
      spark.sql(
          "ALTER TABLE %s SET TBLPROPERTIES ('tributary.ledger' = '{}')".formatted(name("moved")));
      assertThrows(ForeignCommitException.class, () -> Quotes.add(ours, 1, 1));
      assertEquals(List.of(0L), numbers("moved"));
    }
  }

  /** What Spark deletes by rewriting files is gone; what it only marks has to be rewritten. */
  @Test
  void deleteFilesAreRefusedUntilTheyAreRewritten() {
    try (Lake lake = open()) {
      GrowingTable ours = Quotes.open(lake, "deleted");
      Quotes.add(ours, 0, 4);
      spark.sql("DELETE FROM %s WHERE number = 1".formatted(name("deleted")));
      Quotes.add(ours, 4, 1);
      assertEquals(List.of(0L, 2L, 3L, 4L), Quotes.numbers(ours));
      spark.sql(
          "ALTER TABLE %s SET TBLPROPERTIES ('write.delete.mode' = 'merge-on-read')"
              .formatted(name("deleted")));
      spark.sql("DELETE FROM %s WHERE number = 2".formatted(name("deleted")));
      var refused =
          assertThrows(ReadFailedException.class, () -> Catalog.at(data).snapshot("deleted"));
      assertTrue(refused.toString().contains("names delete files"), refused::toString);
      Quotes.add(ours, 5, 1);
      assertThrows(ReadFailedException.class, () -> Quotes.numbers(ours));
      spark.sql(
          "CALL tributary.system.rewrite_data_files(table => 'default.deleted', options => map('rewrite-all', 'true'))");
      spark.sql("CALL tributary.system.rewrite_position_delete_files('default.deleted')");
      Quotes.add(ours, 6, 1);
      assertEquals(List.of(0L, 3L, 4L, 5L, 6L), Quotes.numbers(ours));
      assertEquals(5, Catalog.at(data).snapshot("deleted").rows());
    }
  }

  /** A column by a new name would be null in our files, which are read by names. */
  @Test
  void renamedColumnsAreRefusedUntilTheyHaveTheirNamesAgain() {
    try (Lake lake = open()) {
      Quotes.add(Quotes.open(lake, "renamed"), 0, 2);
    }
    spark.sql("ALTER TABLE %s RENAME COLUMN price TO cost".formatted(name("renamed")));
    var refused =
        assertThrows(ReadFailedException.class, () -> Catalog.at(data).snapshot("renamed"));
    assertTrue(refused.toString().contains("column price was renamed"), refused::toString);
    spark.sql("ALTER TABLE %s RENAME COLUMN cost TO price".formatted(name("renamed")));
    assertEquals(2, Catalog.at(data).snapshot("renamed").rows());
    try (Lake lake = open()) {
      Quotes.add(Quotes.open(lake, "renamed"), 2, 1);
    }
  }

  /** The table lies in a namespace of two levels. */
  @Test
  void aQuestionForADayReadsTheFilesOfThatDay() {
    String table = "market.spot.quotes";
    try (Lake lake = open()) {
      GrowingTable ours = Quotes.openByDay(lake, table);
      for (int i = 0; i < 6; i++) {
        Quotes.add(ours, i * 12, 12);
      }
      Quotes.add(ours, 72, 48);
      assertEquals(
          List.of("2026-08-01 2", "2026-08-02 2", "2026-08-03 2", "2026-08-04 1", "2026-08-05 1"),
          spark
              .sql(
                  "SELECT concat(partition.time_day, ' ', file_count) FROM %s.partitions ORDER BY 1"
                      .formatted(name(table)))
              .as(Encoders.STRING())
              .collectAsList());
      Dataset<Row> day =
          spark.sql(
              "SELECT number FROM %s WHERE time >= TIMESTAMP '2026-08-02' AND time < TIMESTAMP '2026-08-03'"
                  .formatted(name(table)));
      assertEquals(24, day.collectAsList().size());
      assertEquals(2, LocalSpark.files(day));
      spark.sql(
          "INSERT INTO %1$s SELECT product_id, number + 120, time + INTERVAL 5 DAYS, (number + 120) * 0.000001BD, volume FROM %1$s WHERE number < 30"
              .formatted(name(table)));
      Quotes.add(ours, 150, 10);
      assertEquals(Quotes.numbersTo(160), Quotes.numbers(ours));
      assertEquals(Quotes.numbersTo(160), numbers(table));
    }
  }

  private static List<Long> numbers(String table) {
    return spark
        .sql("SELECT number FROM %s ORDER BY number".formatted(name(table)))
        .as(Encoders.LONG())
        .collectAsList();
  }

  private static String name(String table) {
    return spark.name(Store.ICEBERG, table);
  }

  private static Lake open() {
    return Lake.open(data, new Format.Iceberg(Map.of()), InstantSource.system());
  }
}
