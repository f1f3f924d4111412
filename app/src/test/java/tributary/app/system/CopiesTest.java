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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Silver and gold are copied to a real PostgreSQL, which is killed, as the program is. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CopiesTest {
  private static final String[] COPIES = {
    "copies:",
    "  postgres:",
    "    coinbase_ticker_table: {as: ticks}",
    "    candles_1m: {as: candles}"
  };
  private static final Duration AWAY = Duration.ofSeconds(4);

  @RegisterExtension final Scene scene = new Scene();

  @SuppressWarnings("NullAway.Init")
  private PostgresServer server;

  @SuppressWarnings("NullAway.Init")
  private Path stores;

  @SuppressWarnings("NullAway.Init")
  private String pipeline;

  @BeforeEach
  void startServer() throws Exception {
    server = PostgresServer.start(scene.folder().resolve("postgres"));
    stores = server.storesFile(scene.folder());
    pipeline = Pipelines.extended(scene.folder(), COPIES).toString();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }

  @Test
  void catchUpWhenTheServerComesBack() throws Exception {
    Market market = new Market(21, 20_000, 20);
    Child run = start(market, Duration.ofSeconds(10));
    run.awaitLine("coinbase_ticker_table [1-9].*2 of 2 copies follow");
    int port = server.kill();
    assertFalse(run.endsWithin(AWAY.toNanos()), () -> "it must wait: " + run);
    run.awaitLine("[01] of 2 copies follow");
    Child.Ended status = scene.run("status", "--data", scene.data().toString()).expect(0);
    assertTrue(status.text().contains("away since"), status::toString);
    server.startAgain(port);
    run.await().expect(0);

    expectEqual();
    assertEquals(
        rowsOf("coinbase_ticker_table"), server.ask("SELECT count(*) FROM tributary.ticks"));
    assertEquals(rowsOf("candles_1m"), server.ask("SELECT count(*) FROM tributary.candles"));
  }

  @Test
  void areExactAfterKills() throws Exception {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("CopiesTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Market market = new Market(seed, 20_000, 20);
    for (int kills = 0; kills < 3; kills++) {
      Child run = start(market, Duration.ofSeconds(8));
      run.awaitLine("coinbase_bronze [1-9]");
      if (!run.endsWithin(Duration.ofMillis(random.nextLong(2_000)).toNanos())) {
        run.kill();
      }
    }
    start(market, Duration.ofSeconds(2)).await().expect(0);
    expectEqual();
  }

  @Test
  void areMadeUpForOnceTheStoreIsNamed() throws Exception {
    Market market = new Market(23, 4_000, 20);
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", "max"));
    Child.Ended without = scene.runUntilDone(pipeline, arguments.toArray(String[]::new)).expect(0);
    assertTrue(
        without.errors().contains("copy candles of table candles_1m is not written"),
        without::toString);
    Child.Ended none = reconcile().expect(1);
    assertTrue(none.text().contains("candles                      NOT COMPARED"), none::toString);

    scene.runUntilDone(pipeline, "--stores", stores.toString()).expect(0);
    expectEqual();
  }

  @Test
  void areTakenFromIcebergTablesToo() throws Exception {
    List<String> lines = new ArrayList<>(List.of("store: iceberg"));
    lines.addAll(List.of(COPIES));
    pipeline = Pipelines.extended(scene.folder(), lines.toArray(String[]::new)).toString();
    Child.Ended run = start(new Market(26, 4_000, 20), Duration.ofSeconds(3)).await().expect(0);
    assertTrue(run.text().contains("frames"), run::toString);
    expectEqual();
    assertEquals(rowsOf("candles_1m"), server.ask("SELECT count(*) FROM tributary.candles"));
    assertFalse(
        Files.exists(scene.data().resolve("tables/candles_1m/_delta_log")), "it is no Delta table");
  }

  @Test
  void differencesThatArePlantedAreNamed() throws Exception {
    Market market = new Market(24, 6_000, 20);
    start(market, Duration.ofSeconds(1)).await().expect(0);
    expectEqual();

    String latest = "(SELECT max(window_start) FROM tributary.candles)";
    assertEquals(
        1,
        server.sql(
            "UPDATE tributary.candles SET close = close + 0.00000001 WHERE product_id = 'BTC-USD' AND window_start = "
                + latest));
    assertEquals(
        1,
        server.sql(
            "DELETE FROM tributary.candles WHERE product_id = 'ETH-USD' AND window_start = "
                + latest));
    assertEquals(
        1,
        server.sql(
            "UPDATE tributary.ticks SET kafka_offset = 999999 WHERE (kafka_partition, kafka_offset) = (SELECT kafka_partition, kafka_offset FROM tributary.ticks LIMIT 1)"));

    Child.Ended found = reconcile("--stores", stores.toString()).expect(1);
    assertTrue(found.text().contains("2 rows DIFFER"), found::toString);
    assertTrue(found.text().contains("product_id=BTC-USD: close should be"), found::toString);
    assertTrue(found.text().contains("product_id=ETH-USD: is missing"), found::toString);
    assertTrue(found.text().contains("kafka_offset=999999: should not be there"), found::toString);
  }

  @Test
  void aCopyOfAnotherLakeIsRefusedByNameAndTheLakeGoesOn() throws Exception {
    Market market = new Market(25, 2_000, 20);
    start(market, Duration.ofSeconds(1)).await().expect(0);
    List<String> arguments = new ArrayList<>(List.of("run", pipeline, "--no-page"));
    arguments.addAll(market.arguments());
    arguments.addAll(List.of("--speed", "max", "--exit-when-done"));
    arguments.addAll(List.of("--stores", stores.toString()));
    arguments.addAll(List.of("--data", scene.folder().resolve("other").toString()));
    Child.Ended other = scene.run(arguments.toArray(String[]::new)).expect(1);
    assertTrue(other.text().contains("REFUSED copy postgres candles: "), other::toString);
    assertTrue(other.text().contains("It is the copy of another table"), other::toString);
    assertTrue(other.text().contains("REFUSED copy postgres ticks: "), other::toString);
    expectEqual();
  }

  private Child start(Market market, Duration length) throws Exception {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", market.speed(length), "--exit-when-done"));
    arguments.addAll(List.of("--stores", stores.toString()));
    return scene.startRun(pipeline, arguments.toArray(String[]::new));
  }

  private void expectEqual() throws Exception {
    Child.Ended found = reconcile("--stores", stores.toString()).expect(0);
    assertEquals(
        2,
        found.out().stream()
            .filter(line -> line.startsWith("postgres ") && line.endsWith(": equal"))
            .count(),
        found::toString);
  }

  private Child.Ended reconcile(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("reconcile", pipeline, "--data", scene.data().toString()));
    arguments.addAll(List.of(more));
    return scene.run(arguments.toArray(String[]::new));
  }

  private String rowsOf(String table) throws Exception {
    Child.Ended answer =
        scene.run(
            "sql",
            "SELECT count(*) FROM " + table,
            "--format",
            "csv",
            "--data",
            scene.data().toString());
    return answer.expect(0).out().get(1);
  }
}
