package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.definition.Definition;
import tributary.core.spec.PipelineReader;
import tributary.lake.Catalog;
import tributary.lake.TableRefusedException;

/** A pipeline file that has changed is refused, and rebuild makes of bronze what it says. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RebuildTest {
  private static final int KILLS = 6;
  private static final String[] LOW = {"high: {max: price}", "high: {min: price}"};

  private static final String WRONG_HIGHS =
      """
      SELECT c.window_start, c.product_id, c.high, s.high FROM %s c FULL JOIN (
        SELECT time_bucket(INTERVAL 1 MINUTE, time) window_start, product_id, min(price) high
        FROM %s GROUP BY ALL) s USING (window_start, product_id)
      WHERE c.high IS DISTINCT FROM s.high
      """;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void theTablesAreThenWhatTheFileSaysAndARunGoesOn() throws Exception {
    scene.runUntilDone(new Market(51, 3_000, 2)).expect(0);
    String changed = Pipelines.changed(scene.folder(), LOW[0], LOW[1]).toString();
    List<Path> before = files();

    Child.Ended refused = scene.runUntilDone(changed).expect(1);
    assertEquals(
        """
        tributary: Cannot go on with tables whose rows mean something else than the pipeline file says now:
          candles_1m: measure high was "max of price", the file says "min of price"
          candles_5m: measure high was "max of price", the file says "min of price"
          candles_1h: measure high was "max of price", the file says "min of price"
          candles_1d: measure high was "max of price", the file says "min of price"
        Take the change back, or let the tables be computed anew from bronze, beside the old ones: ./tributary rebuild PIPELINE""",
        refused.errors());
    assertEquals(before, files(), "nothing was started");

    Child.Ended rebuilt = rebuild(changed).await().expect(0);
    assertTrue(rebuilt.text().contains("candles_1m "), rebuilt::toString);
    assertTrue(rebuilt.text().contains("/.replaced/candles_1m-1"), rebuilt::toString);
    expectEqual(changed);
    try (TableFolder tables = new TableFolder(scene.data())) {
      String wrong =
          WRONG_HIGHS.formatted(
              tables.parquet("candles_1m"), tables.parquet("coinbase_ticker_table"));
      assertEquals(List.of(), tables.query(wrong));
    }
    scene
        .runUntilDone(changed, "--simulate", "--seed", "52", "--frames", "2000", "--speed", "max")
        .expect(0);
    expectEqual(changed);
    Child.Ended old = scene.runUntilDone("coinbase").expect(1);
    assertTrue(old.message().contains("Cannot go on with tables"), old::toString);
  }

  /** All files but logs: a refused start leaves none. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(scene.data())) {
      return files.filter(file -> !file.toString().contains("/logs")).sorted().toList();
    }
  }

  @Test
  void tablesInIcebergAreReplacedToo() throws Exception {
    Path first = Pipelines.extended(scene.folder(), "store: iceberg");
    scene
        .runUntilDone(
            first.toString(), "--simulate", "--seed", "53", "--frames", "2000", "--speed", "max")
        .expect(0);
    Path changed = scene.folder().resolve("changed.yaml");
    Files.writeString(changed, Files.readString(first).replace("window: 5m", "window: 10m"));

    Child.Ended refused = scene.runUntilDone(changed.toString()).expect(1);
    assertTrue(
        refused.errors().contains("candles_5m: window was 300s, the file says 600s"),
        refused::toString);
    Child.Ended rebuilt = rebuild(changed.toString()).await().expect(0);
    assertTrue(rebuilt.text().contains("1_replaced_candles_5m"), rebuilt::toString);
    expectEqual(changed.toString());
    scene.runUntilDone(changed.toString()).expect(0);
  }

  @Test
  void wheneverItIsKilledItCanBeRunAgain() throws Exception {
    scene.runUntilDone(new Market(54, 6_000, 20)).expect(0);
    String[] files = {"coinbase", Pipelines.changed(scene.folder(), LOW[0], LOW[1]).toString()};
    long begun = System.nanoTime();
    rebuild(files[0]).await().expect(0);
    long whole = System.nanoTime() - begun;
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("RebuildTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      Child child = rebuild(files[kill % 2]);
      child.endsWithin(whole / 4 + random.nextLong(whole));
      child.kill();
      expectOneOrTheOther(files);
    }
    rebuild(files[1]).await().expect(0);
    // What was ended may have been computed by the other file: then it was computed once more.
    expectEqual(files[1]);
    assertFalse(Files.exists(scene.data().resolve("tables/.rebuilt")));
    scene.runUntilDone(files[1]).expect(0);
  }

  /** All tables are as one file says, or it is said that they were being replaced. */
  private void expectOneOrTheOther(String... files) {
    Catalog tables = Catalog.at(scene.data().resolve("tables"));
    String refusals = "";
    for (String file : files) {
      Path path =
          file.contains("/") ? Path.of(file) : Scene.REPOSITORY.resolve("pipelines/coinbase.yaml");
      try {
        tables.refuseOthers(Definition.ofTables(PipelineReader.read(path)));
        assertTrue(tables.tables().size() >= 9, () -> tables.tables().toString());
        return;
      } catch (TableRefusedException e) {
        refusals += e.getMessage();
      }
    }
    assertTrue(refusals.contains("Run ./tributary rebuild PIPELINE again"), refusals);
  }

  @Test
  void itWaitsForNoRunAndSaysWhatItLacks() throws Exception {
    Child run = scene.startRun("coinbase", "--simulate");
    run.awaitLine("coinbase_bronze [1-9]");
    Child.Ended locked = rebuild("coinbase").await().expect(1);
    assertTrue(locked.message().contains("is writing there. Stop it first"), locked::toString);
    run.kill();
    rebuild("coinbase").await().expect(0);
    rebuild("coinbas").await().expect(2);
    Child.Ended nothing =
        scene.run("rebuild", "coinbase", "--data", scene.folder().toString()).expect(2);
    assertTrue(nothing.message().contains("Cannot find tables in"), nothing::toString);
  }

  private Child rebuild(String pipeline) throws IOException {
    return scene.start("rebuild", pipeline, "--data", scene.data().toString());
  }

  private void expectEqual(String pipeline) throws Exception {
    Child.Ended found =
        scene
            .run("reconcile", pipeline, "--lake-only", "--data", scene.data().toString())
            .expect(0);
    assertTrue(
        found.out().stream().allMatch(line -> line.endsWith(" rows: equal")), found::toString);
  }
}
