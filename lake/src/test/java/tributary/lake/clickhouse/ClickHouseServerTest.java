package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;

/** What a server knows, what it says, and what is made of it. */
class ClickHouseServerTest {
  @TempDir static Path folder;
  private static TestServers servers;

  @BeforeAll
  static void begin() {
    servers = new TestServers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aWrongPasswordIsSaidWithoutIt(Kind kind) {
    Map<String, String> properties = servers.empty(kind).properties();
    properties.put("password", "hunter-2");
    try (CopyTarget target = ClickHouse.open(properties, Averages.SILVER)) {
      CopyRefusedException refusal = assertThrows(CopyRefusedException.class, target::prepare);
      StringWriter all = new StringWriter();
      refusal.printStackTrace(new PrintWriter(all));

      assertTrue(
          all.toString().contains("check clickhouse.user and clickhouse.password"), all::toString);
      assertFalse((all.toString() + target).contains("hunter-2"), all::toString);
    }
  }

  @Test
  void aServerWithTooMuchToDoIsAskedAgainLater() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = TestServers.open(server.port(), Averages.SILVER)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(Averages.trades(0, 5)));
      String limit = "ALTER TABLE market.trades_rows MODIFY SETTING parts_to_throw_insert = ";
      server.lines(limit + "1");
      CopyUnavailableException busy =
          assertThrows(
              CopyUnavailableException.class,
              () ->
                  target.write(
                      Averages.from(1),
                      Averages.at(2),
                      sink -> sink.accept(Averages.trades(5, 5))));
      assertTrue(String.valueOf(busy.getMessage()).contains("code 252: "), busy::getMessage);
      server.lines(limit + "1000");
      target.write(Averages.from(1), Averages.at(2), sink -> sink.accept(Averages.trades(5, 5)));

      assertEquals(Copied.text(Averages.trades(0, 10)), Copied.all(target));
    }
  }

  @ParameterizedTest
  @CsvSource({"MODERN,true", "OLD,false"})
  void whetherTokensWorkIsAskedOfTheServer(Kind kind, boolean expected) {
    TestServer server = servers.empty(kind);
    prepare(server, Averages.SILVER);
    try (Connection connection = connection(server)) {
      Existing made = Existing.of(connection, new Place("market", "trades"));
      assertEquals(expected, Server.of(connection).hasTokens());
      assertEquals(expected, made.keepsTokens("trades_rows"));
    }
  }

  @Test
  void aTableThatForgetsTokensIsSeen() {
    TestServer server = servers.empty(Kind.MODERN);
    prepare(server, Averages.SILVER);
    server.lines(
        "ALTER TABLE market.trades_rows MODIFY SETTING non_replicated_deduplication_window = 0");
    try (Connection connection = connection(server)) {
      Existing made = Existing.of(connection, new Place("market", "trades"));
      assertFalse(made.keepsTokens("trades_rows"));
    }
    prepare(server, Averages.SILVER);
  }

  @Test
  void anErrorInTheMiddleOfAnAnswerIsNoRow() {
    TestServer server = servers.empty(Kind.OLD);
    List<Long> numbers = new ArrayList<>();
    String select =
        "toUInt64(number + throwIf(number = 900000)) FROM (SELECT number FROM system.numbers"
            + " LIMIT 1000000)";
    try (Connection connection = connection(server)) {
      CopyUnavailableException broken =
          assertThrows(
              CopyUnavailableException.class,
              () -> connection.scan("read", select, in -> numbers.add(in.readLong())));
      assertTrue(
          String.valueOf(broken.getMessage()).contains("broke off in the middle"),
          broken::getMessage);
    }
    assertFalse(numbers.isEmpty());
    assertEquals(numbers.size() - 1, numbers.get(numbers.size() - 1));
  }

  @Test
  void whatAReaderThrowsIsItsOwn() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(Averages.trades(0, 5)));
      assertThrows(
          ArithmeticException.class,
          () ->
              target.scan(
                  rows -> {
                    throw new ArithmeticException();
                  }));
    }
  }

  @Test
  void noClickHouseIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      taken.close();
      try (Connection connection =
          new Connection(Access.of(TestServer.properties(port)), TestServers.impatient())) {
        CopyUnavailableException away =
            assertThrows(CopyUnavailableException.class, () -> Server.of(connection));
        assertTrue(
            String.valueOf(away.getMessage()).contains("http://127.0.0.1:" + port),
            away::getMessage);
      }
    }
  }

  private static Connection connection(TestServer server) {
    return new Connection(Access.of(server.properties()), TestServers.impatient());
  }

  private static void prepare(TestServer server, CopyShape shape) {
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      target.prepare();
    }
  }
}
