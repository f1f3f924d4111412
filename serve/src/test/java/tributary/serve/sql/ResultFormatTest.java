package tributary.serve.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFormatTest {
  private static final String VALUES =
      """
      SELECT 1::BIGINT AS n, 'a "b", c' AS quoted, '' AS empty, NULL AS missing,
          0.10::DECIMAL(18,2) AS decimal, true AS truth
      """;

  @TempDir Path folder;

  private String answer(String sql, ResultFormat format) throws IOException {
    try (SqlEngine engine = SqlEngine.open(new ParquetTables(folder), new AsOf.Now())) {
      StringWriter out = new StringWriter();
      engine.query(sql, format, out);
      return out.toString();
    }
  }

  private JsonNode json(String sql) throws IOException {
    return parse(answer(sql, ResultFormat.JSON)).get(0).get("v");
  }

  private static JsonNode parse(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  private String cell(String sql) throws IOException {
    return answer(sql, ResultFormat.CSV).lines().skip(1).findFirst().orElse("");
  }

  @Test
  void writesCommaSeparatedValues() throws IOException {
    assertEquals(
        "n,quoted,empty,missing,decimal,truth\r\n1,\"a \"\"b\"\", c\",\"\",,0.10,true\r\n",
        answer(VALUES, ResultFormat.CSV));
    assertEquals("v\r\n\"two\nlines\"\r\n", answer("SELECT E'two\\nlines' AS v", ResultFormat.CSV));
  }

  @Test
  void writesAnArrayOfObjects() throws IOException {
    assertEquals(
        """
        [
        {"n":1,"quoted":"a \\"b\\", c","empty":"","missing":null,"decimal":0.10,"truth":true}
        ]
        """,
        answer(VALUES, ResultFormat.JSON));
    assertEquals("[\n]\n", answer("SELECT 1 AS n LIMIT 0", ResultFormat.JSON));
  }

  @Test
  void separatesObjectsInAnArray() throws IOException {
    assertEquals(3, parse(answer("FROM range(3)", ResultFormat.JSON)).size());
  }

  @Test
  void writesOneObjectPerLine() throws IOException {
    assertEquals("{\"range\":0}\n{\"range\":1}\n", answer("FROM range(2)", ResultFormat.NDJSON));
    assertEquals("", answer("FROM range(0)", ResultFormat.NDJSON));
  }

  @Test
  void losesNoDigit() throws IOException {
    String digits = "123456789012345678901234567890.12345678";
    String sql = "SELECT " + digits + "::DECIMAL(38,8) AS v";
    assertTrue(answer(sql, ResultFormat.JSON).contains("{\"v\":" + digits + "}"));
    assertEquals(digits, cell(sql));
    String small = "SELECT 0.00000001::DECIMAL(18,8) AS v";
    assertTrue(answer(small, ResultFormat.JSON).contains("{\"v\":0.00000001}"));
    assertEquals("0.00000001", cell(small));
    assertEquals(
        "170141183460469231731687303715884105727",
        cell("SELECT 170141183460469231731687303715884105727::HUGEINT AS v"));
  }

  @Test
  void writesTimesInUtc() throws IOException {
    assertEquals(
        "2026-11-20T12:00:00.000001Z",
        json("SELECT TIMESTAMPTZ '2026-11-20 13:00:00.000001+01' AS v").asText());
    assertEquals(
        "2026-11-20T13:00:00.5", json("SELECT TIMESTAMP '2026-11-20 13:00:00.5' AS v").asText());
    assertEquals("2026-11-20", json("SELECT DATE '2026-11-20' AS v").asText());
  }

  @Test
  void showsBytesAsTextWhereTheyAreText() throws IOException {
    assertEquals("{\"a\":\"é\"}", json("SELECT encode('{\"a\":\"é\"}') AS v").asText());
    assertEquals("\\xff00", json("SELECT '\\xFF\\x00'::BLOB AS v").asText());
    assertEquals("\\xff00", cell("SELECT '\\xFF\\x00'::BLOB AS v"));
  }

  @Test
  void keepsNestedValuesNested() throws IOException {
    String sql = "SELECT [{'key': 'received_at', 'value': '17'::BLOB}, NULL] AS v";
    assertEquals("[{\"key\":\"received_at\",\"value\":\"17\"},null]", json(sql).toString());
    assertEquals(
        "\"[{\"\"key\"\":\"\"received_at\"\",\"\"value\"\":\"\"17\"\"},null]\"", cell(sql));
    assertTrue(
        answer("SELECT MAP {'a': 1.50::DECIMAL(4,2)} AS v", ResultFormat.JSON)
            .contains("{\"v\":{\"a\":1.50}}"));
  }

  @Test
  void alignsATableForATerminal() throws IOException {
    assertEquals(
        """
        name  price
        ────  ─────
        BTC     1.5
        A      10.0
        (2 rows)
        """,
        answer(
            "SELECT * FROM (VALUES ('BTC', 1.5), ('A', 10.0)) AS t(name, price)",
            ResultFormat.TABLE));
  }

  @Test
  void saysWhatATableLeavesOut() throws IOException {
    String long_ = answer("FROM range(1234)", ResultFormat.TABLE);
    assertEquals(TableWriter.MOST_ROWS + 3, long_.lines().count());
    assertTrue(long_.endsWith("(1234 rows, the first 1000 shown; CSV and JSON give everything)\n"));
    String wide = answer("SELECT repeat('x', 65) AS v", ResultFormat.TABLE);
    assertTrue(wide.contains("x…\n"));
    assertTrue(wide.contains("values longer than 64 characters cut"));
  }

  @Test
  void sendsNoControlCharactersToATerminal() throws IOException {
    String shown = answer("SELECT chr(27) || '[2J' || chr(10) || 'x' AS v", ResultFormat.TABLE);
    assertTrue(shown.contains("\\u001b[2J\\nx"), shown);
  }
}
