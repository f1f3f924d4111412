package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;

/** Spark reads what was handed to the lake: all of it, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SparkReadsEveryTable {
  static final List<String> TABLES = Written.TABLES;

  private final Store store;
  private final int[] runs;
  private Written written;
  private LocalSpark spark;

  /**
   * Of tables that are opened anew for each of the runs.
   *
   * @param runs how many commits each of them makes
   */
  SparkReadsEveryTable(Store store, int... runs) {
    this.store = store;
    this.runs = runs;
  }

  @BeforeAll
  void write(@TempDir Path folder) {
    Path data = folder.resolve("data");
    written = Written.to(data, store, 4, runs);
    spark = new LocalSpark(folder.resolve("scratch"), data);
  }

  @AfterAll
  void stop() {
    spark.close();
  }

  Written written() {
    return written;
  }

  LocalSpark spark() {
    return spark;
  }

  /** The number of the last commit, and of commits. */
  long last() {
    return Arrays.stream(runs).sum();
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theSchemaIsTheOneMeant(String table) throws IOException {
    try (InputStream expected = getClass().getResourceAsStream("schemas/" + table + ".txt")) {
      assertEquals(
          new String(Objects.requireNonNull(expected).readAllBytes(), UTF_8),
          spark.read(store, table).schema().treeString());
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyValueIsTheOneWritten(String table) {
    same(written.table(table).latest(), spark.read(store, table));
  }

  /** Spark reads Parquet in two ways; these tables have every type of column. */
  @ParameterizedTest
  @ValueSource(strings = {Written.BRONZE, Written.SILVER, Written.CANDLES})
  void rowByRowToo(String table) {
    spark.session().conf().set(store.vectorized(), false);
    try {
      same(written.table(table).latest(), spark.read(store, table));
    } finally {
      spark.session().conf().unset(store.vectorized());
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyVersionIsWhatItWas(String table) {
    for (long version : List.of(1L, runs[0] + 1L, last() - 2)) {
      same(written.table(table).at(version), spark.read(store, table, version));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Written.SILVER, Written.CANDLES})
  void aTimeMeansTheVersionOfThatTime(String table) {
    CommitInfo commit = Catalog.at(written.root()).history(table).get((int) last() / 2);
    Dataset<Row> found =
        spark.sql(
            "SELECT * FROM %s TIMESTAMP AS OF '%s'"
                .formatted(spark.name(store, table), commit.time()));
    same(written.table(table).at(commit.version()), found);
  }

  List<Question> questions() {
    return Questions.about(written);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void filesAreSkippedAndNoRowIs(Question question) {
    Dataset<Row> answer = spark.read(store, question.table()).where(question.where());
    List<Line> expected =
        written.table(question.table()).latest().stream().filter(question.keeps()).toList();
    assertEquals(question.mostFiles() == 0, expected.isEmpty(), "no answer to look for");
    same(expected, answer);
    long files = LocalSpark.files(answer);
    assertTrue(files <= question.mostFiles(), "files read: " + files);
  }

  /** Without these the rest would prove little. */
  @Test
  void theTablesHoldAllThatCanGoWrong() {
    List<Line> bronze = written.table(Written.BRONZE).latest();
    List<Line> quarantine = written.table(Written.QUARANTINE).latest();
    List<Line> silver = written.table(Written.SILVER).latest();
    List<Line> candles = written.table(Written.CANDLES).latest();
    long heartbeats = last();
    long duplicates = bronze.size() - heartbeats - quarantine.size() - silver.size();
    assertTrue(duplicates > last() / 2, "duplicates: " + duplicates);
    assertEquals(9, quarantine.stream().map(it -> it.at(3)).distinct().count(), "reasons");
    for (List<Line> rows : List.of(bronze, quarantine, silver)) {
      assertTrue(rows.stream().anyMatch(it -> it.cells().contains(null)), "nulls");
    }
    assertTrue(candles.stream().anyMatch(it -> it.cells().get(9) == null), "candles without vwap");
    assertTrue(
        candles.stream().anyMatch(it -> it.at(10).equals(true) && (long) it.at(11) > 0),
        "corrected candles");
    assertTrue(candles.stream().anyMatch(it -> it.at(10).equals(false)), "open candles");
  }

  static void same(List<Line> expected, Dataset<Row> found) {
    assertIterableEquals(Line.sorted(expected), Line.sorted(LocalSpark.lines(found)));
  }
}
