package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;

/** Spark with delta-spark reads what was handed to the lake: all of it, and nothing else. */
class SparkReadsEveryTableTest {
  static final List<String> TABLES = Written.TABLES;

  /** Enough for a checkpoint in the second run, and commits after it in the third. */
  private static final int[] RUNS = {60, 45, 5};

  private static final long LAST = 110;

  @TempDir static Path folder;
  private static Written written;
  private static LocalSpark spark;

  @BeforeAll
  static void write() {
    written = Written.to(folder.resolve("data"), 4, RUNS);
    spark = new LocalSpark(folder.resolve("scratch"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theSchemaIsTheOneMeant(String table) throws IOException {
    try (InputStream expected = getClass().getResourceAsStream("schemas/" + table + ".txt")) {
      assertEquals(
          new String(Objects.requireNonNull(expected).readAllBytes(), UTF_8),
          spark.read(written.folder(table)).schema().treeString());
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyValueIsTheOneWritten(String table) {
    same(written.table(table).latest(), spark.read(written.folder(table)));
  }

  /** Spark reads Parquet in two ways; these tables have every type of column. */
  @ParameterizedTest
  @ValueSource(strings = {Written.BRONZE, Written.SILVER, Written.CANDLES})
  void rowByRowToo(String table) {
    spark.session().conf().set("spark.sql.parquet.enableVectorizedReader", false);
    try {
      same(written.table(table).latest(), spark.read(written.folder(table)));
    } finally {
      spark.session().conf().unset("spark.sql.parquet.enableVectorizedReader");
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyVersionIsWhatItWas(String table) {
    for (long version : List.of(0L, 61L, 101L)) {
      same(written.table(table).at(version), spark.read(written.folder(table), version));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Written.SILVER, Written.CANDLES})
  void aTimeMeansTheVersionOfThatTime(String table) {
    CommitInfo commit = Catalog.at(written.root()).history(table).get(70);
    Dataset<Row> found =
        spark
            .session()
            .read()
            .format("delta")
            .option("timestampAsOf", commit.time().toString())
            .load(written.folder(table).toString());
    same(written.table(table).at(commit.version()), found);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theHistoryIsOurs(String table) {
    List<Line> expected =
        Catalog.at(written.root()).history(table).stream()
            .map(it -> Line.of(new Object[] {it.version(), it.time()}))
            .toList();
    Dataset<Row> history =
        spark.session().sql("DESCRIBE HISTORY delta.`" + written.folder(table) + "`");
    assertEquals(LAST + 1, expected.size());
    assertEquals(
        expected, LocalSpark.lines(history.select("version", "timestamp").sort("version")));
    assertEquals(LAST, history.where("operation = 'WRITE'").count());
  }

  @ParameterizedTest
  @ValueSource(strings = {Written.SILVER, Written.CANDLES})
  void theCheckpointStandsForWhatLiesBeforeIt(String table) throws IOException {
    Path copy = folder.resolve("copy").resolve(table);
    long checkpoint = LogCopy.fromCheckpoint(written.folder(table), copy);
    assertTrue(checkpoint >= 100 && checkpoint < LAST, "checkpoint at " + checkpoint);
    same(written.table(table).latest(), spark.read(copy));
  }

  static List<Question> questions() {
    return Questions.about(written);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void filesAreSkippedAndNoRowIs(Question question) {
    Dataset<Row> answer = spark.read(written.folder(question.table())).where(question.where());
    List<Line> expected =
        written.table(question.table()).latest().stream().filter(question.keeps()).toList();
    assertEquals(question.mostFiles() == 0, expected.isEmpty(), "no answer to look for");
    same(expected, answer);
    int files = answer.inputFiles().length;
    assertTrue(files <= question.mostFiles(), "files read: " + files);
  }

  /** Without these the rest would prove little. */
  @Test
  void theTablesHoldAllThatCanGoWrong() {
    List<Line> bronze = written.table(Written.BRONZE).latest();
    List<Line> quarantine = written.table(Written.QUARANTINE).latest();
    List<Line> silver = written.table(Written.SILVER).latest();
    List<Line> candles = written.table(Written.CANDLES).latest();
    long heartbeats = LAST;
    long duplicates = bronze.size() - heartbeats - quarantine.size() - silver.size();
    assertTrue(duplicates > LAST / 2, "duplicates: " + duplicates);
    assertEquals(9, quarantine.stream().map(it -> it.at(3)).distinct().count(), "reasons");
    for (List<Line> rows : List.of(bronze, quarantine, silver)) {
      assertTrue(rows.stream().anyMatch(it -> it.cells().contains(null)), "nulls");
    }
    assertTrue(candles.stream().anyMatch(it -> it.cells().get(9) == null), "candles without vwap");
    assertTrue(
        candles.stream().anyMatch(it -> it.at(10).equals(true) && (long) it.at(11) > 0),
        "corrected candles");
    assertTrue(candles.stream().anyMatch(it -> it.at(10).equals(false)), "open candles");
    assertTrue(written.table(Written.CANDLES).withdrawn() > 0, "withdrawn candles");
  }

  private static void same(List<Line> expected, Dataset<Row> found) {
    assertIterableEquals(Line.sorted(expected), Line.sorted(LocalSpark.lines(found)));
  }
}
