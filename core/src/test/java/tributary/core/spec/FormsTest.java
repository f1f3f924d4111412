package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Problem.Code;

/** The forms of single values: what is read, and what is refused. */
class FormsTest {
  private final Example coinbase = Example.coinbase();

  @ParameterizedTest
  @CsvSource({"10ms, PT0.01S", "500ms, PT0.5S", "1s, PT1S", "2m, PT2M", "1h, PT1H", "60m, PT1H"})
  void durations(String written, Duration meant) {
    assertEquals(meant, coinbase.with("every: 1s", "every: " + written).read().commit().every());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9ms",
        "61m",
        "1",
        "s",
        "1 s",
        "1S",
        "01s",
        "-1s",
        "1.5s",
        "1d",
        "1s1s",
        "9999999999s",
        "\"\""
      })
  void noDurationsOfCommits(String written) {
    assertInvalid("commit.every", coinbase.with("every: 1s", "every: " + written));
  }

  @ParameterizedTest
  @CsvSource({
    "1MiB, 1048576",
    "512MiB, 536870912",
    "10MB, 10000000",
    "2048KiB, 2097152",
    "2000KB, 2000000"
  })
  void sizes(String written, long meant) {
    assertEquals(meant, coinbase.with("64MiB", written).read().commit().bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1023KiB", "513MiB", "1MB", "1GiB", "64", "64mib", "999999999GB", "64 MiB"})
  void noSizes(String written) {
    assertInvalid("commit.size", coinbase.with("64MiB", written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "1.0", "\"3\"", "99999999999", "true"})
  void noNumbersOfPartitions(String written) {
    assertInvalid("topic.partitions", coinbase.with("partitions: 3", "partitions: " + written));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a b", "ä", "a/b", "\"\""})
  void noNamesOfTopics(String written) {
    assertInvalid("topic.name", coinbase.with("coinbase.ticker", written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c.d", "a..b", ".a", "a.", "1a", "a-b", "\"a b\"", "\"a\\n\""})
  void noNamesOfTables(String written) {
    assertInvalid("silver.table", coinbase.with("coinbase_ticker_table", written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "\"\"", "/", "/a//b", "/a~", "/a~2", "\"/a~\\n2\""})
  void noPointers(String written) {
    assertInvalid("silver.kind", coinbase.with("kind: /type", "kind: " + written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"decimal(0,0)", "decimal(39,0)", "decimal(2,3)", "decimal(2)", "decimal(18, 8)"})
  void noDecimals(String written) {
    assertInvalid(
        "silver.columns.price.type",
        coinbase.with("/price, type: \"decimal(18,8)\"", "/price, type: \"" + written + "\""));
  }

  @Test
  void aDecimalWithoutQuotesInsideBracesIsExplained() {
    Problem problem =
        coinbase
            .with("/price, type: \"decimal(18,8)\"", "/price, type: decimal(18,8)")
            .problems()
            .get(0);

    assertEquals("Invalid silver.columns.price.type: \"decimal(18\"", problem.message());
    assertEquals("\"decimal(p,s)\" without spaces and, inside { }, in quotes", problem.expected());
  }

  @Test
  void aMisspeltTypeIsRecognised() {
    Problem problem =
        coinbase.with("/trade_id, type: bigint", "/trade_id, type: begint").problems().get(0);

    assertEquals(Optional.of("bigint"), problem.nearest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "1.5", "true", "1e5"})
  void whatYamlTakesForSomethingElseNeedsQuotesToBeText(String written) {
    assertInvalid("pipeline", coinbase.with("pipeline: coinbase", "pipeline: " + written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "\"true\"", "True"})
  void truthIsTrueOrFalse(String written) {
    assertInvalid(
        "silver.columns.trade_id.required",
        coinbase.with(
            "type: bigint, required: true}\n    last",
            "type: bigint, required: " + written + "}\n    last"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"[\"", "\"(?<a>\"", "\"*\""})
  void noRegularExpressions(String written) {
    assertInvalid(
        "silver.columns.side.matches", coinbase.with("one_of: [buy, sell]", "matches: " + written));
  }

  @Test
  void namesThatAreTooLongAreRefusedHoweverLong() {
    for (int length : List.of(501, 100_000)) {
      assertInvalid("silver.kind", coinbase.with("/type\n", "/a".repeat(length) + "\n"));
      assertInvalid("feed.venue", coinbase.with("coinbase-exchange", "a-".repeat(length) + "a"));
    }
  }

  @Test
  void anItemStandsOnceInAList() {
    assertInvalid("feed.products", coinbase.with("ETH-USD", "BTC-USD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coinbase_bronzee", "", "[]", "{}", "null"})
  void aBlockIsNothingElse(String written) {
    List<Problem> problems =
        coinbase.with("bronze:\n  table: coinbase_bronze", "bronze: " + written).problems();

    assertTrue(problems.size() == 1, problems::toString);
    assertTrue(
        List.of(Code.WRONG_SHAPE, Code.MISSING_KEY).contains(problems.get(0).code()),
        problems::toString);
  }

  private static void assertInvalid(String path, Example example) {
    List<Problem> problems = example.problems();

    assertEquals(1, problems.size(), problems::toString);
    assertEquals(Code.INVALID_VALUE, problems.get(0).code());
    assertTrue(problems.get(0).message().startsWith("Invalid " + path + ": "), problems::toString);
  }
}
