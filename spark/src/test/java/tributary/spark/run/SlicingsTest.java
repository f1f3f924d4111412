package tributary.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tributary.spark.LocalSpark;
import tributary.spark.batch.BatchReport;
import tributary.spark.batch.PipelineText;

/**
 * However a topic is cut into batches, and however often a run begins anew, the tables of both
 * runners are equal by the hash of their rows: all pipelines that we ship, over random topics with
 * late, duplicate, restated and malformed messages.
 */
class SlicingsTest {
  /** {@code -Dtributary.slicings=N} tries N topics a pipeline. */
  private static final int SLICINGS = Integer.getInteger("tributary.slicings", 3);

  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() & 0xffffff);

  /** {@code -Dtributary.pipeline=coinbase} tries one pipeline only. */
  private static final String ONLY = System.getProperty("tributary.pipeline", "");

  private static LocalSpark spark;
  @TempDir static Path scratch;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    spark = new LocalSpark(scratch, Files.createDirectories(scratch.resolve("data")));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @TestFactory
  Stream<DynamicTest> theTablesOfBothRunnersAreEqual() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "pipelines"))) {
      return files
          .filter(file -> file.toString().endsWith(ONLY + ".yaml"))
          .sorted()
          .toList()
          .stream()
          .map(
              file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> pipeline(file)));
    }
  }

  private void pipeline(Path file) {
    PipelineText text = SparkRunner.pipeline(file);
    for (long seed = SEED; seed < SEED + SLICINGS; seed++) {
      try {
        slice(text, new Random(seed), folder.resolve(text.pipeline().name() + "-" + seed));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void slice(PipelineText text, Random random, Path folder) {
    boolean mayMove = text.pipeline().silver().continuity() == null;
    PipelineLog log =
        new PipelineLog(
            text.pipeline(), random, 60 + random.nextInt(400), mayMove && random.nextBoolean());
    Path spark = folder.resolve("spark");
    Path embedded = folder.resolve("embedded");
    EmbeddedRunner.take(text.pipeline(), embedded, log.records, random);
    run(text, random, log.records, spark);

    TreeMap<String, List<String>> expected = Contents.of(embedded, text.pipeline());
    TreeMap<String, List<String>> found = Contents.of(spark, text.pipeline());
    String silver = text.pipeline().silver().table();
    assertTrue(expected.getOrDefault(silver, List.of()).size() > 10, "a topic with few rows");
    if (!Contents.hashes(expected).equals(Contents.hashes(found))) {
      expected.forEach(
          (table, rows) ->
              assertEquals(String.join("\n", rows), String.join("\n", found.get(table)), table));
    }
    assertEquals(Contents.hashes(expected), Contents.hashes(found));
    delete(folder);
  }

  /** Batches of random parts of each partition, now and then by a run that begins anew. */
  private static void run(PipelineText text, Random random, List<LogRecord> records, Path folder) {
    List<LogRecord> left = new ArrayList<>(records);
    while (!left.isEmpty()) {
      try (SparkRunner runner = new SparkRunner(spark.session(), text, folder)) {
        do {
          List<LogRecord> batch = next(left, random, 1 + records.size() / 3);
          long frames = runner.take(batch).map(BatchReport::frames).orElse(0L);
          assertEquals(batch.size(), frames);
          if (random.nextInt(4) == 0) {
            assertTrue(runner.take(batch).isEmpty(), "a batch that is handed in again");
          }
        } while (!left.isEmpty() && random.nextInt(4) > 0);
      }
    }
  }

  private static List<LogRecord> next(List<LogRecord> left, Random random, int most) {
    List<LogRecord> batch = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      int number = partition;
      List<LogRecord> own =
          left.stream()
              .filter(record -> record.partition() == number)
              .limit(random.nextInt(most + 1))
              .toList();
      batch.addAll(own);
      left.removeAll(own);
    }
    return batch;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
