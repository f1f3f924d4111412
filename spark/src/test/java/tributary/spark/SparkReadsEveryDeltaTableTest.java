package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.Catalog;

/** Of Delta tables, with delta-spark; and what only Delta has. */
class SparkReadsEveryDeltaTableTest extends SparkReadsEveryTable {

  /** Enough for a checkpoint in the second run, and commits after it in the third. */
  SparkReadsEveryDeltaTableTest() {
    super(Store.DELTA, 60, 45, 5);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theHistoryIsOurs(String table) {
    List<Line> expected =
        Catalog.at(written().root()).history(table).stream()
            .map(it -> Line.of(new Object[] {it.version(), it.time()}))
            .toList();
    Dataset<Row> history = spark().sql("DESCRIBE HISTORY delta.`" + written().folder(table) + "`");
    assertEquals(last() + 1, expected.size());
    assertEquals(
        expected, LocalSpark.lines(history.select("version", "timestamp").sort("version")));
    assertEquals(last(), history.where("operation = 'WRITE'").count());
  }

  @ParameterizedTest
  @ValueSource(strings = {Written.SILVER, Written.CANDLES})
  void theCheckpointStandsForWhatLiesBeforeIt(String table, @TempDir Path folder)
      throws IOException {
    Path copy = folder.resolve(table);
    long checkpoint = LogCopy.fromCheckpoint(written().folder(table), copy);
    assertTrue(checkpoint >= 100 && checkpoint < last(), "checkpoint at " + checkpoint);
    same(written().table(table).latest(), spark().read(copy));
  }

  @Test
  void windowsWereTakenBackToo() {
    assertTrue(written().table(Written.CANDLES).withdrawn() > 0);
  }
}
