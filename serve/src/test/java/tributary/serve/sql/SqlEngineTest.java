package tributary.serve.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

class SqlEngineTest {
  private static final Schema TRADES =
      new Schema(
          List.of(
              Field.required("id", new Type.BigInt()),
              Field.required("price", new Type.Decimal(18, 8)),
              Field.optional("volume", new Type.Decimal(38, 8)),
              Field.required("time", new Type.Timestamp()),
              Field.optional("side", new Type.Text())));

  private static final Schema EVERYTHING =
      new Schema(
          List.of(
              Field.optional("a", new Type.Bool()),
              Field.optional("b", new Type.Int()),
              Field.optional("c", new Type.BigInt()),
              Field.optional("d", new Type.Float64()),
              Field.optional("e", new Type.Decimal(38, 8)),
              Field.optional("f", new Type.Timestamp()),
              Field.optional("g", new Type.Date()),
              Field.optional("h", new Type.Text()),
              Field.optional("i", new Type.Binary()),
              Field.optional("j", new Type.HeaderList())));

  private static final String TRADE =
      "SELECT %d::BIGINT AS id, %s::DECIMAL(18,8) AS price, 1::DECIMAL(38,8) AS volume,"
          + " TIMESTAMPTZ '2026-11-20 13:00:00.123456+01' AS time, 'buy' AS side";

  @TempDir Path folder;
  private ParquetTables tables;

  @BeforeEach
  void makeTables() {
    tables =
        new ParquetTables(folder)
            .table("trades", TRADES)
            .commit("trades", TRADE.formatted(1, "65000.1"))
            .commit("trades", TRADE.formatted(2, "65000.2"))
            .table("nothing_yet", EVERYTHING);
  }

  private String ask(String sql, ResultFormat format, AsOf asOf) throws IOException {
    try (SqlEngine engine = SqlEngine.open(tables, asOf)) {
      StringWriter out = new StringWriter();
      engine.query(sql, format, out);
      return out.toString();
    }
  }

  private String csv(String sql) throws IOException {
    return ask(sql, ResultFormat.CSV, new AsOf.Now());
  }

  @Test
  void handsWholeNumbersOverRowByRow() {
    List<String> rows = new ArrayList<>();
    try (SqlEngine engine = SqlEngine.open(tables, new AsOf.Now())) {
      engine.numbers(
          "SELECT id, count(*) OVER () FROM trades ORDER BY id",
          row -> rows.add(Arrays.toString(row)));

      SqlException refused =
          assertThrows(
              SqlException.class, () -> engine.numbers("SELECT side FROM trades", row -> {}));
      assertEquals("Cannot read column side as a number", refused.getMessage());
    }

    assertEquals(List.of("[1, 2]", "[2, 2]"), rows);
  }

  private String refusal(String sql) {
    SqlException refused = assertThrows(SqlException.class, () -> csv(sql));
    return String.valueOf(refused.getMessage());
  }

  @Test
  void readsAllFilesOfATable() throws IOException {
    assertEquals(
        """
        id,price,time\r
        1,65000.10000000,2026-11-20T12:00:00.123456Z\r
        2,65000.20000000,2026-11-20T12:00:00.123456Z\r
        """,
        csv("SELECT id, price, time FROM trades ORDER BY id"));
  }

  @Test
  void readsTimesInUtcWithinAQuestionToo() throws IOException {
    assertEquals("h\r\n12\r\n", csv("SELECT DISTINCT extract(hour FROM time) AS h FROM trades"));
  }

  @Test
  void countsTheRowsOfTheAnswer() throws IOException {
    try (SqlEngine engine = SqlEngine.open(tables, new AsOf.Now())) {
      assertEquals(2, engine.query("FROM trades", ResultFormat.NDJSON, new StringWriter()));
      assertEquals(70_000, engine.query("FROM range(70000)", ResultFormat.CSV, new StringWriter()));
    }
  }

  @Test
  void knowsTheColumnsOfATableWithoutRows() throws IOException {
    assertEquals("a,b,c,d,e,f,g,h,i,j\r\n", csv("FROM nothing_yet"));
    assertEquals(
        "BOOLEAN,INTEGER,BIGINT,DOUBLE,\"DECIMAL(38,8)\",TIMESTAMP WITH TIME ZONE,DATE,VARCHAR,"
            + "BLOB,\"STRUCT(\"\"key\"\" VARCHAR, \"\"value\"\" BLOB)[]\"",
        csv("SELECT column_type FROM (DESCRIBE nothing_yet)")
            .lines()
            .skip(1)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow());
  }

  @Test
  void readsAnOlderVersion() throws IOException {
    String question = "SELECT count(*) AS n FROM trades";
    assertEquals("n\r\n0\r\n", ask(question, ResultFormat.CSV, new AsOf.Version(0)));
    assertEquals("n\r\n1\r\n", ask(question, ResultFormat.CSV, new AsOf.Version(1)));
  }

  @Test
  void missesATableThatDoesNotReachBackOnlyWhenAsked() throws IOException {
    AsOf version = new AsOf.Version(2);
    assertEquals("n\r\n2\r\n", ask("SELECT count(*) n FROM trades", ResultFormat.CSV, version));

    SqlException missed =
        assertThrows(SqlException.class, () -> ask("FROM nothing_yet", ResultFormat.CSV, version));
    assertTrue(
        String.valueOf(missed.getMessage()).startsWith("Cannot read nothing_yet as of version 2"));
  }

  @Test
  void readsAPointInTimeAsPeopleWriteIt() {
    assertEquals(new AsOf.Version(12), AsOf.parse("12"));
    assertEquals(
        new AsOf.Time(Instant.parse("2026-11-20T12:00:00Z")),
        AsOf.parse("2026-11-20T13:00:00+01:00"));
    assertThrows(IllegalArgumentException.class, () -> AsOf.parse("yesterday"));
  }

  @Test
  void namesTablesInThreeParts() throws IOException {
    tables.table("lake.market.gold", TRADES).commit("lake.market.gold", TRADE.formatted(7, "1"));
    tables.table("market.gold", TRADES).commit("market.gold", TRADE.formatted(8, "1"));
    tables.table("main.m.gold", TRADES).commit("main.m.gold", TRADE.formatted(9, "1"));

    assertEquals("id\r\n7\r\n", csv("SELECT id FROM lake.market.gold"));
    assertEquals("id\r\n8\r\n", csv("SELECT id FROM market.gold"));
    assertEquals("id\r\n9\r\n", csv("SELECT id FROM m.gold"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 AS n",
        "WITH x AS (SELECT 1 AS n) FROM x",
        "VALUES (1)",
        "SHOW TABLES",
        "DESCRIBE trades",
        "SUMMARIZE trades",
        "EXPLAIN SELECT * FROM trades",
        "explain analyze SELECT count(*) FROM trades",
        "SELECT 1; -- and no more"
      })
  void answersWhatReads(String question) throws IOException {
    assertTrue(csv(question).lines().count() > 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY trades TO '%s/stolen.csv'",
        "COPY (SELECT 1) TO '%s/stolen.parquet' (USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '%s/trades it''s 1.parquet' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '%s/trades it''s 1.parquet' (USE_TMP_FILE false)",
        "EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO '%s/trades it''s 1.parquet'",
        "SELECT 1; COPY trades TO '%s/stolen.csv'",
        "EXPORT DATABASE '%s/stolen'",
        "ATTACH '%s/stolen.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET memory_limit",
        "PRAGMA threads = 64",
        "CREATE TABLE mine AS SELECT 1",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE MACRO mine() AS 1",
        "CREATE SECRET (TYPE s3)",
        "DROP VIEW trades",
        "INSERT INTO trades SELECT * FROM trades",
        "DELETE FROM trades",
        "BEGIN",
        "CHECKPOINT",
        "CALL pragma_version()",
        "PREPARE p AS SELECT 1",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('%s/../passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_parquet('%s/*.parquet')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM query('COPY trades TO ''%s/stolen.csv''')",
        "SELECT getenv('HOME')",
        ""
      })
  void refusesWhatDoesNot(String attack) throws IOException {
    List<String> before = contents();

    assertFalse(refusal(attack.replace("%s", folder.toString())).isBlank());
    assertEquals(before, contents());
    assertEquals("n\r\n2\r\n", csv("SELECT count(*) AS n FROM trades"));
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> file + " " + file.toFile().length()).sorted().toList();
    }
  }

  @Test
  void goesOnAfterAQuestionThatFailed() throws IOException {
    try (SqlEngine engine = SqlEngine.open(tables, new AsOf.Now())) {
      StringWriter out = new StringWriter();
      assertThrows(SqlException.class, () -> engine.query("SELECT nope", ResultFormat.CSV, out));
      assertThrows(
          SqlException.class,
          () -> engine.query("SELECT 'x'::INTEGER", ResultFormat.CSV, new StringWriter()));
      assertEquals(2, engine.query("FROM trades", ResultFormat.CSV, out));
    }
  }

  @Test
  void saysWhichTableIsNearest() {
    assertEquals(
        """
        Cannot find table trade. Did you mean trades? Tables: nothing_yet, trades

        LINE 1: SELECT * FROM trade
                              ^""",
        refusal("SELECT * FROM trade"));
    assertTrue(refusal("FROM pg_classy").startsWith("Cannot find table pg_classy. Tables: "));
  }

  @Test
  void showsThePlaceOfAMistake() {
    assertEquals(
        """
        syntax error at or near "trades"

        LINE 2: id FORM trades
                        ^""",
        refusal("SELECT\nid FORM trades"));
    String unknown = refusal("SELECT pric FROM trades");
    assertTrue(unknown.startsWith("Binder Error: Referenced column \"pric\" not found"), unknown);
    assertTrue(unknown.endsWith("LINE 1: SELECT pric FROM trades\n               ^"), unknown);
  }

  @Test
  void stopsAQuestionThatNeedsTooMuchMemory() {
    String refused =
        refusal("SELECT repeat('x', 1000) || range AS k FROM range(2000000) GROUP BY k");
    assertTrue(refused.contains("Out of Memory"), refused);
  }
}
