package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.lake.Catalog;
import tributary.lake.ForeignCommitException;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.TableRefusedException;
import tributary.lake.WindowTable;

/**
 * Spark writes to tables while we have them open, by turns and in one JVM: between processes the
 * log store that Spark has for Delta on a local file system can lose a commit. Iceberg's catalog
 * has no such weakness; see {@link SparkWritesIcebergBesideUsTest}.
 */
class SparkWritesBesideUsTest {
  private static final String INSERT =
      "INSERT INTO %s VALUES ('BTC-USD', %d, TIMESTAMP '%s', %s, NULL)";

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

  @ParameterizedTest
  @EnumSource
  void rowsThatSparkAddsAreThereBesideOurs(Store store) {
    String name = "added_" + store;
    try (Lake lake = open(store)) {
      GrowingTable ours = Quotes.open(lake, name);
      Quotes.add(ours, 0, 3);
      insert(store, name, 3);
      Quotes.add(ours, 4, 2);
      insert(store, name, 6);
      Quotes.add(ours, 7, 1);
      holds(store, ours, 8);
    }
    try (Lake lake = open(store)) {
      GrowingTable ours = Quotes.open(lake, name);
      assertEquals(Optional.of(Quotes.ledger(8)), ours.ledger());
      Quotes.add(ours, 8, 2);
      holds(store, ours, 10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatSparkDeletesAreGoneAndOursGoOn(Store store) {
    String name = "deleted_" + store;
    try (Lake lake = open(store)) {
      GrowingTable ours = Quotes.open(lake, name);
      Quotes.add(ours, 0, 5);
      spark.sql("DELETE FROM %s WHERE number >= 3".formatted(spark.name(store, name)));
      Quotes.add(ours, 3, 4);
      holds(store, ours, 7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatSparkRewroteGoesOn(Store store) {
    String name = "rewritten_" + store;
    try (Lake lake = open(store)) {
      GrowingTable ours = Quotes.open(lake, name);
      for (int i = 0; i < 6; i++) {
        Quotes.add(ours, i, 1);
      }
      store.compact(spark.name(store, name)).forEach(spark::sql);
      assertEquals(1, Catalog.at(data).snapshot(name).files().size());
      assertEquals(
          Optional.of(Quotes.ledger(6)), Catalog.at(data).snapshot(name).ledger(), "before ours");
      Quotes.add(ours, 6, 2);
      assertEquals(2, Catalog.at(data).snapshot(name).files().size());
      holds(store, ours, 8);
    }
  }

  /** All that is asked of the one who did it stands in the message; following it helps. */
  @ParameterizedTest
  @EnumSource
  void windowsThatSparkRewroteAreRefusedUntilTheyAreRestored(Store store) {
    String name = "windows_" + store;
    String sql = spark.name(store, name);
    String before;
    try (Lake lake = open(store)) {
      WindowTable ours = Quotes.windows(lake, name);
      Quotes.advance(ours, 0);
      before = store.version(spark.session(), sql, Quotes.advance(ours, 1));
      spark.sql(store.compact(sql).get(0));
      assertThrows(ForeignCommitException.class, () -> Quotes.advance(ours, 2));
    }
    try (Lake lake = open(store)) {
      var refused = assertThrows(TableRefusedException.class, () -> Quotes.windows(lake, name));
      Path file = Catalog.at(data).snapshot(name).files().get(0);
      assertTrue(
          String.valueOf(refused.getMessage())
              .startsWith(
                  "Cannot write to table %s: %s was written by another program"
                      .formatted(name, file)),
          refused::toString);
    }
    spark.sql(store.restore(sql, before));
    try (Lake lake = open(store)) {
      WindowTable ours = Quotes.windows(lake, name);
      assertEquals(Optional.of(Quotes.ledger(2)), ours.ledger());
      Quotes.advance(ours, 2);
      assertEquals(3, ours.rows());
      assertEquals(2, spark.sql("SELECT * FROM " + sql + " WHERE is_final").count());
    }
  }

  /** Columns are the pipeline's business. */
  @ParameterizedTest
  @EnumSource
  void aColumnThatSparkAddsIsRefused(Store store) {
    String name = "columns_" + store;
    try (Lake lake = open(store)) {
      GrowingTable ours = Quotes.open(lake, name);
      Quotes.add(ours, 0, 1);
      spark.sql("ALTER TABLE " + spark.name(store, name) + " ADD COLUMNS (venue string)");
      assertThrows(ForeignCommitException.class, () -> Quotes.add(ours, 1, 1));
    }
    try (Lake lake = open(store)) {
      var refused = assertThrows(TableRefusedException.class, () -> Quotes.open(lake, name));
      assertTrue(refused.toString().contains("venue"), refused::toString);
    }
  }

  private static Lake open(Store store) {
    return Lake.open(data, store.format(), InstantSource.system());
  }

  private static void insert(Store store, String table, long number) {
    spark.sql(
        INSERT.formatted(
            spark.name(store, table),
            number,
            Quotes.START.plusSeconds(number * 3600),
            "CAST(%d AS DECIMAL(18, 8)) / 1000000".formatted(number)));
  }

  /** So many quotes, for us, for Spark and for those who only read; and our ledger. */
  private static void holds(Store store, GrowingTable ours, long quotes) {
    assertEquals(Quotes.numbersTo(quotes), Quotes.numbers(ours));
    assertEquals(
        Quotes.numbersTo(quotes),
        spark.read(store, ours.name()).select("number").as(Encoders.LONG()).collectAsList().stream()
            .sorted()
            .toList());
    assertEquals(quotes, Catalog.at(data).snapshot(ours.name()).rows());
    assertEquals(
        Optional.of(Quotes.ledger(quotes)), Catalog.at(data).snapshot(ours.name()).ledger());
    assertEquals(Optional.of(Quotes.ledger(quotes)), ours.ledger());
    assertEquals(List.of(), duplicates(store, ours.name()));
  }

  private static List<Line> duplicates(Store store, String table) {
    return LocalSpark.lines(
        spark.sql(
            "SELECT number FROM %s GROUP BY number HAVING count(*) > 1"
                .formatted(spark.name(store, table))));
  }
}
