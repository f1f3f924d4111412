package tributary.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.spec.PipelineReader;
import tributary.lake.ForeignCommitException;
import tributary.lake.LakeLockedException;
import tributary.lake.ReadFailedException;
import tributary.spark.LocalSpark;
import tributary.spark.batch.BatchReport;
import tributary.spark.batch.PipelineText;
import tributary.spark.files.LocalCheckpoints;

/** What a run may meet: earlier runs, runners of the other kind, copies of itself, repetitions. */
class RunsTest {
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() & 0xffffff);

  private static LocalSpark spark;
  @TempDir static Path scratch;
  @TempDir Path folder;

  private final PipelineText text =
      SparkRunner.pipeline(Path.of("..", "pipelines", "coinbase.yaml"));
  private final Random random = new Random(SEED);
  private final List<LogRecord> records =
      new PipelineLog(text.pipeline(), random, 400, false).records;

  @BeforeAll
  static void start() throws IOException {
    System.out.println("tributary.seed=" + SEED);
    spark = new LocalSpark(scratch, Files.createDirectories(scratch.resolve("data")));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @BeforeEach
  void takeInByTheOtherRunner() {
    EmbeddedRunner.take(text.pipeline(), folder.resolve("embedded"), records, random);
  }

  private SparkRunner runner() {
    return new SparkRunner(spark.session(), text, folder.resolve("spark"));
  }

  private void isEqual() {
    isEqual(folder.resolve("spark"));
  }

  private void isEqual(Path tables) {
    assertEquals(
        Contents.hashes(Contents.of(folder.resolve("embedded"), text.pipeline())),
        Contents.hashes(Contents.of(tables, text.pipeline())),
        "seed " + SEED);
  }

  @Test
  void goesOnWhereTheEmbeddedRunnerStoppedAndTheOtherWayRound() {
    for (int from = 0; from < records.size(); from += 100) {
      List<LogRecord> next = records.subList(from, Math.min(from + 100, records.size()));
      if (from / 100 % 2 == 0) {
        try (SparkRunner runner = runner()) {
          assertEquals(next.size(), runner.take(next).orElseThrow().frames());
        }
      } else {
        EmbeddedRunner.take(text.pipeline(), folder.resolve("spark"), next, random);
      }
    }
    isEqual();
  }

  @Test
  void aBatchThatIsHandedInAgainChangesNothing() {
    try (SparkRunner runner = runner()) {
      runner.take(records.subList(0, 200));
      assertTrue(runner.take(records.subList(0, 200)).isEmpty());
      BatchReport more = runner.take(records.subList(100, 400)).orElseThrow();
      assertEquals(200, more.frames());
    }
    isEqual();
  }

  @Test
  void aSecondCopyIsRefusedWhileTheFirstWrites() {
    try (SparkRunner first = runner()) {
      assertThrows(LakeLockedException.class, this::runner);
      first.take(records);
    }
    isEqual();
  }

  /** Where a lock does not reach, on another machine say, the ledger tells. */
  @Test
  void aSecondCopyThatGotPastTheLockConflicts() throws IOException {
    try (SparkRunner first = runner()) {
      first.take(records.subList(0, 100));
      Path lock = folder.resolve("spark").resolve(".writer.lock");
      Files.delete(lock);
      Path otherWay = Files.move(folder.resolve("spark"), folder.resolve("moved"));
      Files.createSymbolicLink(folder.resolve("spark"), otherWay);
      try (SparkRunner second = new SparkRunner(spark.session(), text, otherWay)) {
        second.take(records.subList(100, 200));
        Exception conflict =
            assertThrows(Exception.class, () -> first.take(records.subList(100, 250)));
        assertTrue(
            Stream.iterate((Throwable) conflict, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                    it ->
                        it instanceof ForeignCommitException || it instanceof ReadFailedException),
            conflict::toString);
        assertThrows(IllegalStateException.class, () -> first.take(records.subList(100, 250)));
        second.take(records.subList(200, 400));
      }
    }
    isEqual(folder.resolve("moved"));
  }

  @Test
  void lanesRememberFromBatchToBatchAndComeBackFromTheTables() {
    int products = 3;
    try (SparkRunner runner = runner()) {
      assertEquals(products, runner.take(records.subList(0, 100)).orElseThrow().restored());
      assertEquals(0, runner.take(records.subList(100, 200)).orElseThrow().restored());
    }
    try (SparkRunner runner = runner()) {
      assertEquals(products, runner.take(records.subList(200, 300)).orElseThrow().restored());
      assertEquals(0, runner.take(records.subList(300, 400)).orElseThrow().restored());
    }
    isEqual();
  }

  /** A product whose rows come in two partitions brings their lanes together, at once and later. */
  @Test
  void lanesGrowTogetherWhereAProductIsInTwoPartitions() {
    PipelineText weather = SparkRunner.pipeline(Path.of("..", "pipelines", "weather.yaml"));
    List<LogRecord> log =
        new ArrayList<>(new PipelineLog(weather.pipeline(), random, 300, true).records);
    EmbeddedRunner.take(weather.pipeline(), folder.resolve("e"), log, random);
    int most = 0;
    for (int from = 0; from < log.size(); from += 150) {
      try (SparkRunner runner = new SparkRunner(spark.session(), weather, folder.resolve("s"))) {
        for (int at = from; at < Math.min(from + 150, log.size()); at += 50) {
          BatchReport report = runner.take(log.subList(at, at + 50)).orElseThrow();
          most = Math.max(most, report.tries());
        }
      }
    }
    assertTrue(most > 1, "no two lanes grew together; seed " + SEED);
    assertEquals(
        Contents.hashes(Contents.of(folder.resolve("e"), weather.pipeline())),
        Contents.hashes(Contents.of(folder.resolve("s"), weather.pipeline())),
        "seed " + SEED);
  }

  /** A window over all products makes one lane of all partitions; gaps stay those of each. */
  @Test
  void aWindowOverEverythingMakesOneLaneAndLeavesTheGapsAlone() {
    String all =
        text.text()
            + """
              all_1m:
                window: 1m
                lateness: 10m
                by: [type]
                measures:
                  trades: {count: rows}
            """;
    PipelineText together = new PipelineText("all.yaml", all, PipelineReader.read("all.yaml", all));
    EmbeddedRunner.take(together.pipeline(), folder.resolve("e"), records, random);
    try (SparkRunner runner = new SparkRunner(spark.session(), together, folder.resolve("s"))) {
      for (LogRecord each : records.subList(0, 40)) {
        runner.take(List.of(each));
      }
      assertEquals(1, runner.take(records.subList(40, 400)).orElseThrow().lanes());
    }
    assertEquals(
        Contents.hashes(Contents.of(folder.resolve("e"), together.pipeline())),
        Contents.hashes(Contents.of(folder.resolve("s"), together.pipeline())),
        "seed " + SEED);
  }

  /** A crash between the commits to silver and to gold, while products are in two partitions. */
  @Test
  void silverThatIsAheadOfGoldIsTakenInByOneLane() throws IOException {
    PipelineText weather = SparkRunner.pipeline(Path.of("..", "pipelines", "weather.yaml"));
    List<LogRecord> log = new PipelineLog(weather.pipeline(), random, 300, true).records;
    EmbeddedRunner.take(weather.pipeline(), folder.resolve("e"), log, random);
    Path tables = folder.resolve("s");
    Path gold = tables.resolve("gold").resolve("weather_summary");
    try (SparkRunner runner = new SparkRunner(spark.session(), weather, tables)) {
      runner.take(log.subList(0, 100));
    }
    copy(gold, folder.resolve("before"));
    try (SparkRunner runner = new SparkRunner(spark.session(), weather, tables)) {
      runner.take(log.subList(100, 200));
    }
    LocalCheckpoints.deleteAll(gold);
    copy(folder.resolve("before"), gold);

    try (SparkRunner runner = new SparkRunner(spark.session(), weather, tables)) {
      assertEquals(1, runner.take(log.subList(100, 200)).orElseThrow().lanes());
      runner.take(log.subList(200, 300));
    }

    assertEquals(
        Contents.hashes(Contents.of(folder.resolve("e"), weather.pipeline())),
        Contents.hashes(Contents.of(tables, weather.pipeline())),
        "seed " + SEED);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
