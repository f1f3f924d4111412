package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables are in an Iceberg catalog that a real PostgreSQL keeps. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ExternalCatalogTest {
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
    Files.write(
        stores,
        List.of(
            "iceberg.type=jdbc",
            "iceberg.uri=" + server.url(),
            "iceberg.warehouse=" + scene.folder().resolve("warehouse"),
            "iceberg.jdbc.user=postgres"),
        StandardOpenOption.APPEND);
    pipeline =
        Pipelines.extended(
                scene.folder(),
                "store: iceberg",
                "copies:",
                "  postgres:",
                "    candles_1m: {as: candles}")
            .toString();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }

  @Test
  void isReadByAllCommandsAfterAKillAndNamedWhileItIsAway() throws Exception {
    Market market = new Market(27, 6_000, 20);
    Child killed = start(market, Duration.ofSeconds(8));
    killed.awaitLine("coinbase_bronze [1-9]");
    killed.kill();
    start(market, Duration.ofSeconds(2)).await().expect(0);
    assertFalse(Files.exists(scene.data().resolve("tables/iceberg.db")), "none is embedded");
    plantDamagedTable();

    assertEquals("true", ask("SELECT count(*) > 0 FROM coinbase_ticker_table"));
    assertEquals(
        "0",
        ask(
            "SELECT count(*) - count(DISTINCT (kafka_partition, kafka_offset)) FROM coinbase_ticker_table"));
    assertEquals(
        server.ask("SELECT count(*) FROM tributary.candles"),
        ask("SELECT count(*) FROM candles_1m"));
    Child.Ended status = scene.run(with("status")).expect(0);
    assertTrue(
        status.out().stream().anyMatch(line -> line.matches("candles_1m +[1-9].*")),
        status::toString);
    assertTrue(
        status.out().stream().anyMatch(line -> line.matches("damaged +cannot be read: .*")),
        status::toString);
    Child.Ended compared = scene.run(with("reconcile", pipeline)).expect(0);
    assertTrue(
        compared.out().stream().anyMatch(line -> line.endsWith(": equal")), compared::toString);

    int port = server.kill();
    String refused = "Cannot open the Iceberg catalog of iceberg.type jdbc at " + server.url();
    Child.Ended question = scene.run(with("sql", "SELECT 1")).expect(1);
    assertTrue(question.message().contains(refused), question::toString);
    Child.Ended run = start(market, Duration.ofSeconds(1)).await().expect(1);
    assertTrue(run.message().contains(refused), run::toString);

    server.startAgain(port);
    assertEquals("true", ask("SELECT count(*) > 0 FROM candles_1m"));
  }

  private void plantDamagedTable() throws Exception {
    Path log = Files.createDirectories(scene.data().resolve("tables/damaged/_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), "no json");
  }

  private Child start(Market market, Duration length) throws Exception {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", market.speed(length), "--exit-when-done"));
    arguments.addAll(List.of("--stores", stores.toString()));
    return scene.startRun(pipeline, arguments.toArray(String[]::new));
  }

  private String ask(String question) throws Exception {
    return scene.run(with("sql", question, "--format", "csv")).expect(0).out().get(1);
  }

  private String[] with(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--stores", stores.toString()));
    arguments.addAll(List.of("--data", scene.data().toString()));
    return arguments.toArray(String[]::new);
  }
}
