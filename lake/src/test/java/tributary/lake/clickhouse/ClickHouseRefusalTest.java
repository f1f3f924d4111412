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

/** What does not fit is refused with the reason, and stays as it is. */
class ClickHouseRefusalTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE market.trades_rows ADD COLUMN extra Int32 | extra Int32 besides",
        "ALTER TABLE market.trades_rows DROP COLUMN note | no note Nullable(String)",
        "ALTER TABLE market.trades_rows MODIFY COLUMN product Nullable(String)"
            + " | product Nullable(String) instead of String"
      })
  void aTableWithOtherColumnsIsRefused(String change, String difference) {
    TestServer server = servers.empty(Kind.MODERN);
    prepare(server, Averages.SILVER);
    server.lines(change);

    String message = refused(server, Averages.SILVER);
    assertTrue(message.contains(difference), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENGINE = MergeTree ORDER BY (kafka_partition, kafka_offset)",
        "ENGINE = ReplacingMergeTree ORDER BY (kafka_partition, kafka_offset)",
        "ENGINE = ReplacingMergeTree(tributary_version) ORDER BY (kafka_partition)",
        "ENGINE = ReplacingMergeTree(tributary_version) PARTITION BY kafka_partition"
            + " ORDER BY (kafka_partition, kafka_offset)"
      })
  void aTableThatReplacesRowsByOtherKeysIsRefused(String engine) {
    TestServer server = servers.empty(Kind.MODERN);
    prepare(server, Averages.SILVER);
    server.lines("CREATE TABLE market.other AS market.trades_rows " + engine);
    server.lines("DROP TABLE market.trades_rows SYNC");
    server.lines("RENAME TABLE market.other TO market.trades_rows");

    String message = refused(server, Averages.SILVER);
    assertTrue(message.contains("market.trades_rows is there with "), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TABLE market.trades (x Int32) ENGINE = Memory",
        "VIEW market.trades AS SELECT 1 AS x",
        "VIEW market.trades AS SELECT product FROM market.trades_rows FINAL"
      })
  void whatSomebodyElseMadeUnderTheNameStays(String object) {
    for (Kind kind : Kind.values()) {
      TestServer server = servers.empty(kind);
      prepare(server, Averages.SILVER);
      server.lines("DROP TABLE market.trades");
      server.lines("CREATE " + object);
      List<String> before = server.lines("SHOW CREATE TABLE market.trades");

      String message = refused(server, Averages.SILVER);
      assertTrue(message.contains("market.trades is there with "), message);
      assertEquals(before, server.lines("SHOW CREATE TABLE market.trades"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aColumnThatIsTakenAwayMeanwhileIsSaid(Kind kind) {
    TestServer server = servers.empty(kind);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.prepare();
      server.lines("ALTER TABLE market.trades_rows DROP COLUMN note");
      String message =
          String.valueOf(
              assertThrows(
                      CopyRefusedException.class,
                      () ->
                          target.write(
                              Optional.empty(),
                              Averages.at(1),
                              sink -> sink.accept(Averages.trades(0, 5))))
                  .getMessage());
      assertTrue(
          message.matches(".* code (8|10|16|47): .*see docs/clickhouse.md, Start anew"), message);
    }
  }

  @Test
  void tablesAreMadeToOutliveAPowerCut() {
    TestServer server = servers.empty(Kind.MODERN);
    prepare(server, Averages.SILVER);
    for (String table : List.of("trades_rows", "tributary_copies")) {
      String settings =
          server.lines("SELECT engine_full FROM system.tables WHERE name = '" + table + "'").get(0);
      assertTrue(settings.contains("fsync_after_insert = 1"), settings);
      assertTrue(settings.contains("fsync_part_directory = 1"), settings);
    }
  }

  @Test
  void aPositionWithoutItsRowsIsNotGoneOnFrom() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.write(Optional.empty(), Averages.at(3), sink -> sink.accept(Averages.trades(0, 5)));
    }
    server.lines("DROP TABLE market.trades_rows SYNC");

    String message = refused(server, Averages.SILVER);
    assertTrue(
        message.contains("its position is version 3, but the table trades_rows is gone"), message);
    server.lines(
        message.substring(message.indexOf("ALTER TABLE")) + " SETTINGS mutations_sync = 1");
    prepare(server, Averages.SILVER);
  }

  @Test
  void aCopyOfAnotherTableIsRefused() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.write(Optional.empty(), Averages.at(3), sink -> sink.accept(Averages.trades(0, 5)));
    }
    CopyShape other =
        new CopyShape(
            "silver2",
            "trades",
            Averages.TRADES,
            Averages.SILVER.key(),
            true,
            Averages.TRADES.names());
    assertTrue(refused(server, other).contains("that is a copy of silver"));
  }

  @Test
  void everythingThatWasMadeFitsTheNextTime() {
    for (Kind kind : Kind.values()) {
      TestServer server = servers.empty(kind);
      prepare(server, Averages.SILVER);
      prepare(server, Averages.SILVER);
    }
    prepare(servers.empty(Kind.MODERN), Averages.BTC);
    prepare(servers.empty(Kind.MODERN), Averages.BTC);
  }

  @Test
  void aNameMayHaveItsDatabase() {
    TestServer server = servers.empty(Kind.MODERN);
    CopyShape shape =
        new CopyShape(
            "gold",
            "it's `odd`.avg",
            Averages.WINDOWS,
            Averages.BTC.key(),
            false,
            Averages.BTC.shown());
    try {
      prepare(server, shape);
      assertEquals(List.of("0"), server.lines("SELECT count() FROM `it's \\`odd\\``.avg"));
    } finally {
      server.lines("DROP DATABASE IF EXISTS `it's \\`odd\\``");
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

  private static String refused(TestServer server, CopyShape shape) {
    try (CopyTarget target = ClickHouse.open(server.properties(), shape)) {
      return String.valueOf(assertThrows(CopyRefusedException.class, target::prepare).getMessage());
    }
  }
}
