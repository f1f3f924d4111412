package tributary.serve.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.Values;

/** Answers as rows of a table. */
class SqlRowsTest {
  private static final String MOST = "9".repeat(38);

  @TempDir Path folder;

  private Rows rows(String sql) {
    ParquetTables tables =
        new ParquetTables(folder)
            .table("t", new Schema(List.of(Field.required("x", new Type.BigInt()))));
    try (SqlEngine engine = SqlEngine.openRepeatable(tables)) {
      return engine.rows(sql);
    }
  }

  private String refusal(String sql) {
    return String.valueOf(assertThrows(SqlException.class, () -> rows(sql)).getMessage());
  }

  /** Both ends of each type come out as they went in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true                                         | boolean       | true
          (-128)::TINYINT                              | int           | -128
          65535::USMALLINT                             | int           | 65535
          (-2147483648)::INT                           | int           | -2147483648
          4294967295::UINTEGER                         | bigint        | 4294967295
          9223372036854775807                          | bigint        | 9223372036854775807
          '-9223372036854775808'::BIGINT               | bigint        | -9223372036854775808
          18446744073709551615::UBIGINT                | decimal(20,0) | 18446744073709551615
          sum(9223372036854775807) OVER ()             | decimal(38,0) | 9223372036854775807
          (-0.00000001)::DECIMAL(18,8)                 | decimal(18,8) | -0.00000001
          9999999999.99999999::DECIMAL(18,8)           | decimal(18,8) | 9999999999.99999999
          1234567890123456789.5::DECIMAL(20,1)         | decimal(20,1) | 1234567890123456789.5
          1.5::FLOAT                                   | double        | 1.5
          0.1::DOUBLE                                  | double        | 0.1
          'NaN'::DOUBLE                                | double        | NaN
          TIMESTAMPTZ '2026-11-20 13:00:00.123456+01'  | timestamp     | 2026-11-20T12:00:00.123456Z
          TIMESTAMPTZ '0001-01-01 00:00:00+00'         | timestamp     | 0001-01-01T00:00:00Z
          TIMESTAMPTZ '1969-12-31 23:59:59.999999+00'  | timestamp     | 1969-12-31T23:59:59.999999Z
          DATE '9999-12-31'                            | date          | 9999-12-31
          DATE '1582-10-14'                            | date          | 1582-10-14
          ''                                           | string        | ``
          '币'                                          | string        | 币
          NULL::DATE                                   | date          | null
          """)
  void keepsEachValueToTheLastDigit(String value, String type, String text) {
    Rows rows = rows("SELECT " + value + " AS v");

    assertEquals(List.of("v"), rows.schema().names());
    assertEquals(type, rows.schema().field(0).type().label());
    assertEquals(1, rows.size());
    assertEquals(text, Values.text(rows, 0, 0));
  }

  @Test
  void keepsTheWidestDecimals() {
    Rows rows =
        rows("SELECT '%s'::HUGEINT AS a, '-0.%s'::DECIMAL(38,38) AS b".formatted(MOST, MOST));

    assertEquals(MOST, Values.text(rows, 0, 0));
    assertEquals("-0." + MOST, Values.text(rows, 1, 0));
  }

  @Test
  void keepsBytes() {
    Rows rows = rows("SELECT '\\x00\\xFF'::BLOB AS b");

    assertEquals(
        List.of((byte) 0, (byte) -1), List.of(rows.bytes(0).get(0)[0], rows.bytes(0).get(0)[1]));
  }

  @Test
  void keepsTypesWhereThereAreNoRows() {
    Rows rows = rows("SELECT x, x::DECIMAL(9,2) AS price FROM t");

    assertTrue(rows.isEmpty());
    assertEquals("decimal(9,2)", rows.schema().field(1).type().label());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TIMESTAMP '2026-01-01' AS v      | no time zone. Say which is meant, such as v AT TIME ZONE 'UTC'
          TIMESTAMP_NS '2026-01-01' AS v   | no time zone
          [1, 2] AS v                      | tables have no type INTEGER[]. Cast it
          INTERVAL 1 DAY AS v              | tables have no type INTERVAL
          'infinity'::TIMESTAMPTZ AS v     | infinity in column v
          '-infinity'::DATE AS v           | infinity in column v
          '170141183460469231731687303715884105727'::HUGEINT AS v | more than 38 digits
          count(*)                         | Invalid column name: count_star(). Give it a name
          1 AS v, 2 AS V                   | two columns named V
          """)
  void refusesWhatNoTableHolds(String columns, String message) {
    String refused = refusal("SELECT " + columns);
    assertTrue(refused.contains(message), refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "ATTACH '/tmp/x.db'",
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO t VALUES (1)",
        "PRAGMA version",
        "EXPLAIN SELECT 1",
        "SELECT 1; SELECT 2",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "SELECT content FROM read_text('/etc/hostname')"
      })
  void refusesWhatDoesMoreThanRead(String sql) {
    refusal(sql);
  }

  @Test
  void refusesMoreRowsThanItMayHold() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet answer = statement.executeQuery("FROM range(11) AS r(i)")) {
      SqlException refused = assertThrows(SqlException.class, () -> RowReading.read(answer, 10));
      assertTrue(
          String.valueOf(refused.getMessage())
              .startsWith("Cannot make a table of more than 10 rows"));
    }
  }

  @Test
  void refusesMoreBytesThanItMayHold() {
    String refused = refusal("SELECT repeat('x', 1000000) AS v FROM range(200)");
    assertTrue(refused.contains("128 MiB"), refused);
  }

  @Test
  void saysThatItsMemoryIsUsedUp() {
    String refused =
        refusal("SELECT list(i ORDER BY hash(i))::VARCHAR AS v FROM range(300000000) AS r(i)");
    assertTrue(refused.startsWith("Cannot answer: it needs more than 1GB of memory"), refused);
  }

  @Test
  void namesFileLineAndColumnOfAMistake() {
    var wrong = assertThrows(SqlException.class, () -> rows("SELECT x,\n  y AS z\nFROM t"));
    String text = wrong.inFile("models/a.sql");

    assertTrue(text.startsWith("models/a.sql:2:3: error: Binder Error: "), text);
    assertTrue(text.endsWith("    2 |   y AS z%n          ^".formatted()), text);
  }
}
