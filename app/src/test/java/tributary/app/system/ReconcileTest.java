package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.spec.Pipeline;

/** Tables of real runs are what follows from their bronze, until somebody damages them. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ReconcileTest {
  private static final String SCRIPT =
      "duplicate 1%, reorder 1%, malformed 0.5%, missing price 0.3%, drop 0.5%, gap 40 at 700";

  private static final String OTHER_DIGIT =
      "SELECT * REPLACE (CASE WHEN row_number() OVER () = 1 THEN price + 0.00000001 ELSE price END::DECIMAL(18,8) AS price) FROM $file";

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void tablesOfDeltaAreEqual() throws Exception {
    runTwice("coinbase");
    List<String> equal = expectEqual("coinbase");
    Pipeline pipeline = Pipelines.coinbase();
    List<String> kinds = new ArrayList<>(List.of("silver", "quarantine"));
    pipeline.gold().forEach(gold -> kinds.add("gold"));
    kinds.add("gaps");
    assertEquals(kinds, equal.stream().map(line -> line.split(" +")[0]).toList());
    assertTrue(
        equal.stream().noneMatch(line -> line.contains(" 0 rows")),
        () -> "every table has rows: " + equal);
  }

  @Test
  void tablesOfIcebergAreEqualAndDamageIsNamed() throws Exception {
    String pipeline = Pipelines.extended(scene.folder(), "store: iceberg").toString();
    runTwice(pipeline);
    expectEqual(pipeline);
    finds(pipeline, "coinbase_ticker_table", OTHER_DIGIT, "price should be ");
  }

  @Test
  void plantedDamageIsNamed() throws Exception {
    scene.runUntilDone(new Market(32, 1_500, 2)).expect(0);
    expectDamage("coinbase");
  }

  @Test
  void aRunThatWasKilledAndOneThatGoesOnAreEqual() throws Exception {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("ReconcileTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Market market = new Market(seed, 12_000, 20);
    for (int kills = 0; kills < 2; kills++) {
      Child run = start(market, Duration.ofSeconds(8));
      run.awaitLine("coinbase_bronze [1-9]");
      run.endsWithin(Duration.ofMillis(random.nextLong(2_000)).toNanos());
      run.kill();
    }
    Child run = start(market, Duration.ofSeconds(20));
    run.awaitLine("coinbase_bronze [1-9]");
    expectEqual("coinbase");
    assertTrue(run.isAlive(), "it was compared while the run went on");
    run.kill();
  }

  @Test
  void versionsOfAHistoryAreEqual() throws Exception {
    for (String day : List.of("2022-02-11", "2022-04-05", "2022-02-11")) {
      Path file =
          Recorded.venueFile("alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz");
      scene.runUntilDone("alpha-vantage", "--replay", file.toString(), "--speed", "max").expect(0);
    }
    expectEqual("alpha-vantage");
  }

  @Test
  void withoutTablesOrWithBothOptionsItSaysWhy() throws Exception {
    Files.createDirectories(scene.data().resolve("tables"));
    Child.Ended nothing = reconcile("coinbase", "--lake-only").expect(1);
    assertTrue(nothing.text().startsWith("lake       coinbase  "), nothing::toString);
    assertTrue(nothing.text().contains("NOT COMPARED: "), nothing::toString);
    reconcile("coinbase", "--lake-only", "--copies-only").expect(2);
    Child.Ended copies = reconcile("coinbase", "--copies-only").expect(0);
    assertEquals("Pipeline coinbase has no copies", copies.text());
  }

  private void runTwice(String pipeline) throws Exception {
    for (long seed = 31; seed < 33; seed++) {
      List<String> arguments = new ArrayList<>(new Market(seed, 1_500, 2).arguments(SCRIPT));
      arguments.addAll(List.of("--speed", "max"));
      scene.runUntilDone(pipeline, arguments.toArray(String[]::new)).expect(0);
    }
  }

  private Child start(Market market, Duration length) throws Exception {
    List<String> arguments = new ArrayList<>(market.arguments(SCRIPT));
    arguments.addAll(List.of("--speed", market.speed(length), "--exit-when-done"));
    return scene.startRun("coinbase", arguments.toArray(String[]::new));
  }

  private List<String> expectEqual(String pipeline) throws Exception {
    Child.Ended found = reconcile(pipeline, "--lake-only").expect(0);
    assertTrue(
        found.out().stream().allMatch(line -> line.endsWith(" rows: equal")), found::toString);
    assertFalse(found.out().isEmpty(), found::toString);
    assertFalse(Files.exists(scene.data().resolve("recomputed")), "it leaves nothing behind");
    return found.out();
  }

  private void expectDamage(String pipeline) throws Exception {
    String first = "SELECT * FROM $file ORDER BY ALL LIMIT 1";
    finds(pipeline, "coinbase_ticker_table", OTHER_DIGIT, "price should be ");
    finds(
        pipeline,
        "coinbase_ticker_table",
        "SELECT * FROM $file UNION ALL (SELECT * REPLACE (999999 AS kafka_offset) FROM $file LIMIT 1)",
        "kafka_offset=999999: should not be there");
    finds(
        pipeline,
        "coinbase_ticker_table",
        "SELECT * FROM $file UNION ALL (SELECT * FROM $file LIMIT 1)",
        "is there more than once");
    finds(pipeline, "candles_1m", "SELECT * FROM $file EXCEPT (" + first + ")", "is missing");
    finds(
        pipeline,
        "coinbase_quarantine",
        "SELECT * FROM $file EXCEPT (" + first + ")",
        "is missing");
    expectEqual(pipeline);
  }

  private void finds(String pipeline, String table, String tampering, String finding)
      throws Exception {
    try (Tampering tampered = Tampering.with(scene.data(), table, tampering)) {
      Child.Ended found = reconcile(pipeline, "--lake-only").expect(1);
      List<String> named = found.out().stream().filter(line -> !line.endsWith(": equal")).toList();
      assertEquals(2, named.size(), found::toString);
      assertTrue(named.get(0).contains(table + " "), found::toString);
      assertTrue(named.get(0).contains(" 1 rows DIFFER, of "), found::toString);
      assertTrue(named.get(1).contains(finding), found::toString);
    }
  }

  private Child.Ended reconcile(String pipeline, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("reconcile", pipeline, "--data", scene.data().toString()));
    arguments.addAll(List.of(more));
    return scene.run(arguments.toArray(String[]::new));
  }
}
