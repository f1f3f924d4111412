package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.models.Maker;
import tributary.app.models.ModelFile;
import tributary.app.models.Outcome;
import tributary.app.tables.LakeFiles;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/** Killed while it makes models, between two of them too, every table is the old or the new one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ModelKillTest {
  private static final int KILLS = 5;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void tablesAreWholeHoweverOftenItIsKilled() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ModelKillTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path tables = scene.data().resolve("tables");
    int made = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Child loop =
          Child.of(
              scene.folder().resolve("loop-" + kill),
              ModelLoop.class,
              List.of(scene.data().toString()),
              Map.of());
      loop.awaitLine(ModelLoop.STARTED);
      loop.endsWithin(random.nextLong(Duration.ofSeconds(3).toNanos()));
      loop.kill();
      made += check(Catalog.at(tables));
    }
    assertTrue(made > 0, "it should have been killed after a table was made, once at least");
    makeAll(tables);
  }

  /** Each table holds just what its question answers over the versions that its commit names. */
  private static int check(Catalog catalog) throws Exception {
    int made = 0;
    for (String table : List.of("gold.twice", "gold.count")) {
      if (!catalog.tables().contains(table)) {
        continue;
      }
      Snapshot found = catalog.snapshot(table);
      if (found.model().isEmpty()) {
        assertEquals(0, found.rows(), table + " was never made");
        continue;
      }
      made++;
      var source = found.model().orElseThrow().versions().entrySet().iterator().next();
      long number = source.getValue().number();
      long rows = catalog.asOf(source.getKey(), number).rows();
      String expected = "%d,%d,%d".formatted(rows, rows * (rows - 1), rows - 1);
      String question =
          table.equals("gold.twice")
              ? "SELECT count(DISTINCT n), sum(m), max(n) FROM gold.twice"
              : "SELECT n, m, n - 1 FROM gold.count";
      assertEquals(expected, ask(catalog, question), () -> table + " of version " + number);
    }
    return made;
  }

  private static String ask(Catalog catalog, String question) throws Exception {
    try (SqlEngine engine = SqlEngine.open(new LakeFiles(catalog), new AsOf.Now())) {
      StringWriter answer = new StringWriter();
      engine.query(question, ResultFormat.CSV, answer);
      return answer.toString().lines().skip(1).findFirst().orElse("");
    }
  }

  private void makeAll(Path tables) throws Exception {
    Catalog catalog = Catalog.at(tables);
    try (Lake lake = Lake.open(tables, InstantSource.system())) {
      Maker maker = new Maker("loop", catalog, lake);
      for (ModelFile model : ModelLoop.models(scene.data()).all()) {
        maker.make(model);
        assertEquals(new Outcome.UpToDate(), maker.make(model));
      }
    }
    assertEquals(2, check(catalog));
  }
}
