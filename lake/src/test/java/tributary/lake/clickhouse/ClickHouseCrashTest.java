package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;

/** Server, client and the line between them break; written again, the copy is exact. */
class ClickHouseCrashTest {
  private static final int TRADES = 120_000;

  @TempDir static Path folder;
  private static TestServers servers;
  private static List<String> expected = List.of();

  @BeforeAll
  static void begin() {
    expected = Copied.text(Averages.trades(0, TRADES));
    servers = new TestServers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** The bytes lie in the second of three inserts, and in the last one. */
  @ParameterizedTest
  @CsvSource({"MODERN,3000000", "MODERN,5500000", "OLD,3000000", "OLD,5500000"})
  void theServerIsKilledInTheMiddleOfAnInsert(Kind kind, long bytes) throws IOException {
    TestServer server = servers.empty(kind);
    try (CuttingProxy proxy = new CuttingProxy(server.port());
        CopyTarget target = TestServers.open(proxy.port(), Averages.SILVER)) {
      target.prepare();
      proxy.afterBytes(bytes, server::kill);
      assertThrows(CopyUnavailableException.class, () -> write(target, 1));
      server.startAgain();

      assertEquals(Optional.empty(), target.position());
      long there = count(server, "trades");
      assertTrue(there > 0 && there < TRADES, () -> "inserts before the kill: " + there);
      write(target, 2);
      assertExact(server, target, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theServerIsKilledBetweenRowsAndPosition(Kind kind) throws IOException {
    TestServer server = servers.empty(kind);
    try (CopyTarget target = TestServers.open(server.port(), Averages.SILVER)) {
      target.prepare();
      assertThrows(
          CopyUnavailableException.class,
          () ->
              target.write(
                  Optional.empty(),
                  Averages.at(1),
                  sink -> {
                    OneWrite.stream(100_000, sink); // Two whole inserts, and nothing left over.
                    server.kill();
                  }));
      server.startAgain();

      assertEquals(Optional.empty(), target.position());
      assertEquals(100_000, count(server, "trades"));
      write(target, 1);
      assertExact(server, target, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theClientIsKilledInTheMiddleOfAnInsert(Kind kind) throws Exception {
    TestServer server = servers.empty(kind);
    try (CuttingProxy proxy = new CuttingProxy(server.port())) {
      try (CopyTarget first = TestServers.open(proxy.port(), Averages.SILVER)) {
        first.prepare();
      }
      Process[] client = new Process[1];
      proxy.afterBytes(4_000_000, () -> client[0].destroyForcibly());
      client[0] = OneWrite.start(proxy.port(), 1, TRADES, folder.resolve("client.log"), "128m");
      assertTrue(client[0].waitFor(60, TimeUnit.SECONDS));
      assertNotEquals(0, client[0].exitValue());

      try (CopyTarget target = TestServers.open(server.port(), Averages.SILVER)) {
        assertEquals(Optional.empty(), target.position());
        write(target, 2);
        assertExact(server, target, 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void repliesAreLost(Kind kind) throws IOException {
    TestServer server = servers.empty(kind);
    try (CuttingProxy proxy = new CuttingProxy(server.port());
        CopyTarget target = TestServers.open(proxy.port(), Averages.SILVER)) {
      target.prepare();
      proxy.loseReplies("trades_rows", 3);
      write(target, 1);

      assertEquals(3, proxy.lost());
      assertExact(server, target, 1);
      proxy.loseReplies("tributary_copies", 100);
      assertThrows(CopyUnavailableException.class, () -> writeMore(target, 1, 2));
      proxy.loseReplies("", 0);
      writeMore(target, 1, 2);
      assertExact(server, target, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theServerIsAway(Kind kind) throws IOException {
    TestServer server = servers.empty(kind);
    try (CopyTarget target = TestServers.open(server.port(), Averages.SILVER)) {
      write(target, 1);
      server.kill();
      CopyUnavailableException away =
          assertThrows(CopyUnavailableException.class, target::position);
      assertTrue(
          String.valueOf(away.getMessage())
              .startsWith("Cannot read the position of market.trades in ClickHouse at http://"),
          away::getMessage);
      server.startAgain();

      assertExact(server, target, 1);
    }
  }

  private static void write(CopyTarget target, long version) {
    target.write(target.position(), Averages.at(version), sink -> OneWrite.stream(TRADES, sink));
  }

  private static void writeMore(CopyTarget target, long from, long to) {
    target.write(Averages.from(from), Averages.at(to), sink -> sink.accept(Averages.trades(0, 10)));
  }

  private static void assertExact(TestServer server, CopyTarget target, long version) {
    assertEquals(Averages.from(version), target.position());
    assertEquals(TRADES, count(server, "trades"));
    assertEquals(expected, Copied.all(target));
  }

  private static long count(TestServer server, String table) {
    return Long.parseLong(server.lines("SELECT count() FROM market." + table).get(0));
  }
}
