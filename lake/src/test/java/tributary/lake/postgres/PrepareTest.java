package tributary.lake.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** What is made, what is left alone, what is refused; and what a reader may. */
class PrepareTest {
  private final Server server = Server.shared();
  private final String database = server.database();

  @Test
  void tableLedgerAndViewAreMadeOnce() {
    prepare();
    String catalog =
        "SELECT relname, oid, xmin FROM pg_class WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('tributary', 'bi')) ORDER BY 1";
    List<String> made = server.ask(database, catalog);
    prepare();

    assertEquals(made, server.ask(database, catalog));
    assertEquals(
        List.of(
            "window_start,timestamp with time zone,t",
            "product,text,t",
            "average,numeric(38,18),f",
            "revision,integer,t"),
        server.ask(
            database,
            "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = 'tributary.averages'::regclass AND attnum > 0 ORDER BY attnum"));
  }

  @Test
  void severalMayPrepareAtOnce() throws Exception {
    String role = "reader_of_" + database;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Object>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        CopyShape shape = i % 2 == 0 ? Windows.SHAPE : Windows.ROWS;
        Callable<Object> task =
            () -> {
              try (CopyTarget target = Windows.open(withReader(role), shape)) {
                target.prepare();
                return target.position();
              }
            };
        all.add(threads.submit(task));
      }
      for (Future<Object> each : all) {
        assertEquals(Optional.empty(), each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aKeyThatBeginsOtherwiseHasItsTimeIndexed() {
    CopyShape shape =
        new CopyShape(
            "gold.averages",
            "averages",
            Windows.SCHEMA,
            List.of("product", "window_start"),
            false,
            Windows.SCHEMA.names());
    try (CopyTarget target = Windows.open(server.properties(database), shape)) {
      target.prepare();
    }

    assertEquals(
        List.of(
            "CREATE INDEX averages_window_start_idx ON tributary.averages USING btree (window_start)"),
        server.ask(
            database,
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'averages' AND indexname NOT LIKE '%pkey'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE tributary.averages ALTER average TYPE numeric(20,2) | column average is numeric(20,2) instead of numeric(38,18)",
        "ALTER TABLE tributary.averages ADD more text | column more text besides",
        "ALTER TABLE tributary.averages DROP revision | no column revision integer NOT NULL",
        "ALTER TABLE tributary.averages ALTER revision DROP NOT NULL | column revision is integer instead of integer NOT NULL",
        "ALTER TABLE tributary.averages DROP CONSTRAINT averages_pkey | the primary key is [] instead of [window_start, product]",
        "ALTER TABLE tributary.averages SET UNLOGGED | no ordinary table",
        "ALTER TABLE tributary.tributary_ledger ADD more text | column more text besides",
      })
  void aTableThatIsOtherwiseIsRefusedWithTheDifference(String change, String difference) {
    prepare();
    server.sql(database, "DROP VIEW bi.averages", change);

    String message = Windows.refused(this::prepare);
    assertTrue(message.contains(difference), message);
  }

  @Test
  void aTableThatIsGoneIsNotMadeAgainOverItsLedger() {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
    }
    server.sql(database, "DROP TABLE tributary.averages CASCADE");

    String message = Windows.refused(this::prepare);
    assertTrue(message.contains("DELETE FROM"), message);
  }

  @ParameterizedTest
  @CsvSource({"CREATE TABLE bi.averages (a int)", "CREATE VIEW bi.averages AS SELECT 1 AS a"})
  void whatHasTheNameOfTheViewIsLeftAlone(String foreign) {
    server.sql(database, "CREATE SCHEMA bi", foreign);

    String message = Windows.refused(this::prepare);
    assertTrue(message.contains("\"bi\".\"averages\""), message);
    assertEquals(List.of("a"), columns("bi.averages"));
    assertEquals(
        List.of(), server.ask(database, "SELECT 1 FROM pg_namespace WHERE nspname = 'tributary'"));
  }

  @Test
  void aViewOfOursShowsTheColumnsThatAreWantedNow() {
    prepare();
    CopyShape other =
        new CopyShape(
            "gold.averages",
            "averages",
            Windows.SCHEMA,
            Windows.SHAPE.key(),
            false,
            List.of("average", "product"));
    try (CopyTarget target = Windows.open(server.properties(database), other)) {
      target.prepare();
    }

    assertEquals(List.of("average", "product"), columns("bi.averages"));
  }

  @Test
  void anotherSourceUnderTheSameNameIsRefused() {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, Windows.windows());
    }
    CopyShape other =
        new CopyShape(
            "gold.others",
            "averages",
            Windows.SCHEMA,
            Windows.SHAPE.key(),
            false,
            Windows.SHAPE.shown());
    try (CopyTarget target = Windows.open(server.properties(database), other)) {
      String message = Windows.refused(target::prepare);
      assertTrue(message.contains("rows of gold.averages"), message);
    }
  }

  @Test
  void aNameWithASchemaPutsTheViewThere() {
    CopyShape shape =
        new CopyShape(
            "gold.averages",
            "sales.averages",
            Windows.SCHEMA,
            Windows.SHAPE.key(),
            false,
            Windows.SHAPE.shown());
    try (CopyTarget target = Windows.open(server.properties(database), shape)) {
      target.prepare();
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
    }

    assertEquals(List.of("BTC"), server.ask(database, "SELECT product FROM sales.averages"));
  }

  @Test
  void aReaderReadsTheViewsAndNothingElse() throws SQLException {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
    }
    String login = "login_" + database;
    server.sql(database, "CREATE ROLE " + login + " LOGIN IN ROLE tributary_reader");
    try (Connection reader = server.connect(database, login)) {
      assertEquals(List.of("BTC"), Server.ask(reader, "SELECT product FROM bi.averages"));
      for (String sql :
          List.of(
              "SELECT * FROM tributary.averages",
              "SELECT * FROM tributary.tributary_ledger",
              "UPDATE bi.averages SET average = 0",
              "INSERT INTO bi.averages VALUES (now(), 'x', 1)",
              "DELETE FROM bi.averages",
              "CREATE TABLE bi.mine (a int)",
              "DROP VIEW bi.averages")) {
        SQLException denied = assertThrows(SQLException.class, () -> Server.ask(reader, sql), sql);
        assertEquals("42501", denied.getSQLState(), sql);
      }
    }
    assertEquals(
        List.of("f,{default_transaction_read_only=on}"),
        server.ask(
            database,
            "SELECT rolcanlogin, rolconfig FROM pg_roles WHERE rolname = 'tributary_reader'"));
  }

  @Test
  void whoMayNotMakeRolesIsToldWhatAnAdministratorHasToRun() {
    String writer = "writer_" + database;
    String reader = "reader_of_" + database;
    server.sql(
        database,
        "CREATE ROLE " + writer + " LOGIN",
        "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
    Map<String, String> properties = Server.properties(database, server.port(), writer);
    properties.put("reader", reader);
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
      String message = Windows.refused(target::prepare);
      String sql = message.substring(message.indexOf("run: ") + 5);
      assertTrue(sql.startsWith("CREATE ROLE \"" + reader + "\" NOLOGIN; ALTER ROLE"), message);
      server.sql(database, sql);

      target.prepare();
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
      target.prepare();
      assertEquals(List.of("BTC"), server.ask(database, "SELECT product FROM bi.averages"));
    }
  }

  @Test
  void aReaderWhoMayMoreIsRefused() {
    String reader = "reader_of_" + database;
    server.sql(
        database,
        "CREATE ROLE " + reader,
        "CREATE SCHEMA tributary",
        "GRANT USAGE ON SCHEMA tributary TO " + reader);
    try (CopyTarget target = Windows.open(withReader(reader), Windows.SHAPE)) {
      String message = Windows.refused(target::prepare);
      assertTrue(message.contains("may see the tables in \"tributary\""), message);
    }
  }

  private void prepare() {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
    }
  }

  private Map<String, String> withReader(String role) {
    Map<String, String> properties = server.properties(database);
    properties.put("reader", role);
    return properties;
  }

  private List<String> columns(String table) {
    return server.ask(
        database,
        "SELECT attname FROM pg_attribute WHERE attrelid = '"
            + table
            + "'::regclass AND attnum > 0 ORDER BY attnum");
  }
}
