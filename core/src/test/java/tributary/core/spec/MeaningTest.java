package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is well-formed and does not fit together is refused where it stands. */
class MeaningTest {
  private static final String MEASURE = "{avg: price}";
  private final Example coinbase = Example.coinbase();

  @Test
  void theEventTimeIsARequiredTimestamp() {
    assertRefused(
        "46:15 P010 Cannot use column \"time\" in silver.event_time: it can be absent",
        coinbase.with("required: true, near_receipt", "near_receipt"));
  }

  @Test
  void theSequenceIsAnInteger() {
    assertRefused(
        "47:13 P010 Cannot use column \"price\" in silver.sequence: it is of type decimal(18,8)",
        coinbase.with("sequence: trade_id", "sequence: price"));
  }

  @Test
  void keyColumnsAreRequired() {
    assertRefused(
        "49:15 P010 Cannot use column \"side\" in silver.key.columns: it can be absent",
        coinbase.with("[product_id, trade_id]", "[side, trade_id]"));
  }

  @Test
  void keyColumnsAreExact() {
    assertRefused(
        "49:27 P010 Cannot use column \"open_24h\" in silver.key.columns: it is a double, and"
            + " doubles are inexact",
        coinbase
            .with("/open_24h, type: \"decimal(18,8)\"", "/open_24h, type: double, required: true")
            .with("[product_id, trade_id]", "[product_id, open_24h]"));
  }

  @Test
  void versionsOfAKeyHaveOneEventTime() {
    assertRefused(
        "51:15 P010 Cannot use silver.key.versions without the event time in silver.key.columns",
        coinbase.with("    within: 10m\n", "    within: 10m\n    versions: true\n"));
  }

  @Test
  void columnsOfByAreRequired() {
    Example example =
        coinbase.with(
            "lateness: 10m\n    by: [product_id]\n    measures:\n      avg",
            "lateness: 10m\n    by: [side]\n    measures:\n      avg");

    assertRefused(
        "61:10 P010 Cannot use column \"side\" in gold.price_1m.by: it can be absent", example);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {sum: time}   | sum | time | is of type timestamp
          {avg: side}   | avg | side | is of type string
          {max: side}   | max | side | is of type string
          {min: side}   | min | side | is of type string
          """)
  void aMeasureNeedsAColumnThatSuitsIt(String measure, String function, String column, String why) {
    assertRefused(
        "63:24 P010 Cannot use column \"%s\" in gold.price_1m.measures.avg_price.%s: it %s"
            .formatted(column, function, why),
        coinbase.with(MEASURE, measure));
  }

  @Test
  void sumsOfDoublesAreRefusedWithTheReason() {
    assertRefused(
        "63:24 P010 Cannot use column \"open_24h\" in gold.price_1m.measures.avg_price.avg: it is a"
            + " double, and a sum of doubles depends on the order of its rows",
        coinbase
            .with("/open_24h, type: \"decimal(18,8)\"", "/open_24h, type: double")
            .with(MEASURE, "{avg: open_24h}"));
  }

  @Test
  void vwapNeedsAWeight() {
    assertRefused(
        "75:13 P013 Invalid measure gold.candles_1m.measures.vwap: vwap needs a weight",
        coinbase.with(", weight: last_size", ""));
  }

  @Test
  void aWeightIsANumber() {
    assertRefused(
        "75:35 P010 Cannot use column \"side\" in gold.candles_1m.measures.vwap.weight: it is of"
            + " type string",
        coinbase.with("weight: last_size", "weight: side"));
  }

  @Test
  void onlyVwapHasAWeight() {
    assertRefused(
        "63:18 P013 Invalid measure gold.price_1m.measures.avg_price: avg has no weight",
        coinbase.with(MEASURE, "{avg: price, weight: last_size}"));
  }

  @Test
  void aMeasureHasAFunction() {
    assertRefused(
        "63:18 P013 Invalid measure gold.price_1m.measures.avg_price: it has no function",
        coinbase.with(MEASURE, "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "string, above: 1", "date, at_least: 1", "timestamp, below: 1", "boolean, at_most: 1",
    "int, one_of: [a]", "decimal, matches: a", "date, near_receipt: 1d", "string, near_receipt: 1d"
  })
  void aCheckNeedsAColumnThatSuitsIt(String type, String check) {
    String name = type.equals("decimal") ? "\"decimal(18,8)\"" : type;
    Example example =
        coinbase.with(
            "/open_24h, type: \"decimal(18,8)\"", "/open_24h, type: " + name + ", " + check);

    assertEquals(List.of(Problem.Code.UNFIT_COLUMN), codes(example));
  }

  @ParameterizedTest
  @CsvSource({
    "int, 2147483648",
    "int, 0.5",
    "bigint, -9223372036854775809",
    "bigint, 1e19",
    "double, 1e309",
    "'\"decimal(4,2)\"', 100",
    "'\"decimal(4,2)\"', 0.001",
    "'\"decimal(38,0)\"', 1e38",
    "int, 1e999999999",
    "int, 1e-999999999"
  })
  void aBoundIsAValueOfItsColumn(String type, String bound) {
    assertEquals(List.of(Problem.Code.UNFIT_COLUMN), codes(bounded(type, bound)));
  }

  @ParameterizedTest
  @CsvSource({
    "int, -2147483648",
    "int, 1e3",
    "bigint, 9223372036854775807",
    "double, 1e308",
    "'\"decimal(4,2)\"', -99.99",
    "'\"decimal(4,2)\"', 1.000",
    "'\"decimal(38,38)\"', 1e-38",
    "int, 0e999999999"
  })
  void everyValueOfAColumnIsABound(String type, String bound) {
    assertEquals("", bounded(type, bound).rendered());
  }

  private Example bounded(String type, String bound) {
    return coinbase.with(
        "/open_24h, type: \"decimal(18,8)\"",
        "/open_24h, type: %s, below: %s".formatted(type, bound));
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", ".nan", "1e99999999999", "\"1\""})
  void aBoundIsANumber(String bound) {
    assertEquals(List.of(Problem.Code.INVALID_VALUE), codes(bounded("int", bound)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"window_start", "WINDOW_END", "is_final", "revision", "is_complete"})
  void measuresLeaveTheWindowsOwnColumnsAlone(String name) {
    assertRefused(
        "63:7 P011 Invalid name: \"%s\" is already a column that Tributary adds".formatted(name),
        coinbase.with("avg_price:", name + ":"));
  }

  @Test
  void aMeasureIsNotNamedAsAColumnOfBy() {
    assertRefused(
        "63:7 P011 Invalid name: \"Product_ID\" is already a column in by",
        coinbase.with("avg_price:", "Product_ID:"));
  }

  @Test
  void measuresDifferInMoreThanCase() {
    assertRefused(
        "70:7 P011 Invalid name: \"OPEN\" is already a column of this table",
        coinbase.with("high: {", "OPEN: {"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka_partition", "kafka_offset", "Received_At"})
  void silverColumnsLeaveTributarysOwnAlone(String name) {
    assertRefused(
        "33:5 P011 Invalid name: \"%s\" is already a column that Tributary adds".formatted(name),
        coinbase.with("    open_24h:", "    " + name + ":"));
  }

  @Test
  void silverColumnsDifferInMoreThanCase() {
    assertRefused(
        "33:5 P011 Invalid name: \"PRICE\" is already another column",
        coinbase.with("    open_24h:", "    PRICE:"));
  }

  @Test
  void goldTablesAreNamedUnlikeAllOthers() {
    assertRefused(
        "58:3 P011 Invalid name: \"coinbase_ticker_table\" is already the silver table",
        coinbase.with("price_1m", "coinbase_ticker_table"));
    assertRefused(
        "64:3 P011 Invalid name: \"PRICE_1M\" is already a gold table",
        coinbase.with("candles_1m", "PRICE_1M"));
  }

  @Test
  void rowsAndControlNeedAKind() {
    Example example = coinbase.with("  kind: /type\n", "");

    assertEquals(
        List.of(
            "25:9 P012 Cannot use silver.rows without kind",
            "26:12 P012 Cannot use silver.control without kind"),
        found(example));
  }

  @Test
  void aKindNeedsRows() {
    assertRefused(
        "25:9 P012 Cannot use silver.kind without rows: every frame would be rejected",
        coinbase.with("  rows: [ticker]\n", ""));
  }

  @Test
  void aColumnThatWasRefusedIsNoSecondProblemWhereItIsNamed() {
    assertRefused(
        "32:36 P008 Invalid silver.columns.price.type: \"decimal\"",
        coinbase.with("/price, type: \"decimal(18,8)\"", "/price, type: decimal"));
  }

  @Test
  void columnsThatAreNoBlockAreNoProblemWhereTheyAreNamed() {
    Example example =
        new Example(
            """
            pipeline: p
            topic: {name: t, partitions: 1}
            bronze: {table: b}
            quarantine: {table: q}
            silver: {table: s, columns: none, event_time: at}
            """);

    assertRefused("5:29 P007 Invalid silver.columns: it is a single value", example);
  }

  private static void assertRefused(String problem, Example example) {
    assertEquals(List.of(problem), found(example));
  }

  private static List<String> found(Example example) {
    return example.problems().stream()
        .map(p -> "%d:%d %s %s".formatted(p.line(), p.column(), p.code().id(), p.message()))
        .toList();
  }

  private static List<Problem.Code> codes(Example example) {
    return example.problems().stream().map(Problem::code).toList();
  }
}
