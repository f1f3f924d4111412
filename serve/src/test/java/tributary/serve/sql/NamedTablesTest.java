package tributary.serve.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedTablesTest {
  private static final List<String> TABLES =
      List.of("trades", "gold.dim", "silver.prices", "kafka.silver.weeks", "main.silver.days");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                                                        | []
          FROM trades                                                     | [trades]
          from Trades join "GOLD".dim using (x) -- gold.facts             | [gold.dim, trades]
          WITH trades AS (FROM silver.prices) FROM trades                 | [silver.prices, trades]
          WITH w AS (FROM kafka.silver.weeks) FROM w, w AS v              | [kafka.silver.weeks]
          SELECT (SELECT max(x) FROM memory.gold.dim) IN (FROM main.trades) | [gold.dim, trades]
          FROM silver.days                                                | [main.silver.days]
          SELECT 'FROM trades' AS t                                       | []
          FROM silver.prices UNION ALL FROM silver.prices;                | [silver.prices]
          """)
  void areFoundWhereverTheyStand(String sql, String names) {
    assertEquals(names, NamedTables.of(sql).among(TABLES).toString());
  }

  @Test
  void knowWhetherATableIsAmongThem() {
    NamedTables named = NamedTables.of("SELECT * FROM gold.Dim");
    assertTrue(named.names("gold.dim"));
    assertFalse(named.names("dim"));
  }

  @Test
  void oneThatIsMissingIsShownWhereItIsNamed() {
    var missing =
        assertThrows(
            SqlException.class,
            () ->
                NamedTables.of("SELECT *\nFROM gold.dim\nJOIN gold.facts USING (k)").among(TABLES));
    String text = missing.inFile("f.sql");
    assertTrue(
        text.startsWith("f.sql:3:6: error: Cannot find table gold.facts. Tables: gold.dim, "),
        text);
    assertTrue(
        assertThrows(SqlException.class, () -> NamedTables.of("FROM x").among(Set.of()))
            .inFile("f")
            .contains("There are no tables yet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT now() AS t",
        "SELECT current_timestamp AS t FROM trades",
        "SELECT CURRENT_DATE AS t",
        "SELECT x FROM trades WHERE random() < 0.5",
        "SELECT gen_random_uuid() AS t",
        "SELECT sum(x) OVER (ORDER BY today()) AS t FROM trades",
        "FROM trades TABLESAMPLE 10%",
        "SELECT nextval('s') AS t"
      })
  void nothingButTablesMayDecideTheAnswer(String sql) {
    var refused = assertThrows(SqlException.class, () -> NamedTables.of(sql));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("the answer must depend on the tables alone"),
        refused::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY trades TO 'x.csv'",
        "DELETE FROM trades",
        "ATTACH 'x.db'",
        "EXPLAIN FROM trades",
        "SELECT 1; SELECT 2",
        "",
        "SELEC 1"
      })
  void nothingButOneQuestionIsTaken(String sql) {
    assertThrows(SqlException.class, () -> NamedTables.of(sql));
  }

  @Test
  void aMistakeIsShownWhereItStands() {
    var wrong = assertThrows(SqlException.class, () -> NamedTables.of("SELECT 1\nFRO trades x y"));
    assertTrue(wrong.inFile("f.sql").startsWith("f.sql:2:"), () -> wrong.inFile("f.sql"));
  }
}
