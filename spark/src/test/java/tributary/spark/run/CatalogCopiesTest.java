package tributary.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.lake.Catalog;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyTarget;
import tributary.spark.LocalSpark;
import tributary.spark.batch.PipelineText;
import tributary.spark.catalog.CatalogCopies;

/** Tables in catalogs that Spark knows equal those of the lake, commit by commit. */
@Timeout(600)
class CatalogCopiesTest {
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() & 0xffffff);

  private static LocalSpark spark;
  @TempDir static Path scratch;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    System.out.println("tributary.seed=" + SEED);
    spark = new LocalSpark(scratch, Files.createDirectories(scratch.resolve("data")));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @ParameterizedTest
  @CsvSource({
    "coinbase,spark_catalog.market",
    "coingecko,tributary.market",
  })
  void allTablesFollowTheLake(String name, String schema) {
    PipelineText text = SparkRunner.pipeline(Path.of("..", "pipelines", name + ".yaml"));
    List<LogRecord> records =
        new PipelineLog(text.pipeline(), new Random(SEED), 200, false).records;
    Path lake = folder.resolve("lake");
    List<CopyTarget> targets =
        CatalogCopies.of(spark.session(), text.pipeline(), schema, folder.resolve("publishing"));
    for (int from = 0; from < 200; from += 100) {
      try (SparkRunner runner = new SparkRunner(spark.session(), text, lake)) {
        runner.take(records.subList(from, from + 100));
      }
      copy(lake, targets);
      assertEquals(ofLake(lake, targets), ofCatalog(targets), "seed " + SEED);
    }
    TreeMap<String, Object> before = positions(targets);

    copy(lake, targets);

    assertEquals(before, positions(targets), "nothing new is nothing to write");
    assertTrue(
        spark.session().sql("SELECT * FROM " + targets.get(2).shape().name()).count() > 10,
        "rows of silver");
  }

  @ParameterizedTest
  @CsvSource({"coinbase,spark_catalog.taken", "coingecko,tributary.taken"})
  void aTableWithRowsOfOthersIsLeftAlone(String name, String schema) {
    PipelineText text = SparkRunner.pipeline(Path.of("..", "pipelines", name + ".yaml"));
    CopyTarget silver =
        CatalogCopies.of(spark.session(), text.pipeline(), schema, folder.resolve("publishing"))
            .get(2);
    silver.prepare();
    spark
        .session()
        .sql(
            "INSERT INTO %s (kafka_partition, kafka_offset) VALUES (0, 1)"
                .formatted(silver.shape().name()));

    assertThrows(CopyRefusedException.class, silver::position);
  }

  private static void copy(Path lake, List<CopyTarget> targets) {
    try (Copier copier =
        new Copier(
            "catalog",
            Catalog.at(lake),
            targets,
            InstantSource.system(),
            System::nanoTime,
            new SplittableRandom())) {
      copier.start();
      while (!copier.isSettled()) {
        copier.wake();
        LockSupport.parkNanos(50_000_000);
      }
      copier.status().forEach(each -> assertEquals("", each.reason(), each.name()));
    }
  }

  private static TreeMap<String, Object> positions(List<CopyTarget> targets) {
    TreeMap<String, Object> positions = new TreeMap<>();
    targets.forEach(each -> positions.put(each.shape().name(), each.position()));
    return positions;
  }

  private static TreeMap<String, List<String>> ofCatalog(List<CopyTarget> targets) {
    TreeMap<String, List<String>> contents = new TreeMap<>();
    for (CopyTarget target : targets) {
      if (target.position().isPresent()) {
        List<String> rows = new ArrayList<>();
        target.scan(batch -> Contents.add(batch, Set.of(), rows));
        Collections.sort(rows);
        contents.put(target.shape().source(), rows);
      }
    }
    return contents;
  }

  private static TreeMap<String, List<String>> ofLake(Path lake, List<CopyTarget> targets) {
    TreeMap<String, List<String>> contents = new TreeMap<>();
    Catalog catalog = Catalog.at(lake);
    for (CopyTarget target : targets) {
      String source = target.shape().source();
      var snapshot = catalog.snapshot(source);
      if (snapshot.ledger().isPresent()) {
        List<String> rows = new ArrayList<>();
        snapshot
            .live()
            .forEach(
                file -> catalog.read(snapshot, file, batch -> Contents.add(batch, Set.of(), rows)));
        Collections.sort(rows);
        contents.put(source, rows);
      }
    }
    return contents;
  }
}
