package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Problem.Code;

/** One example of each code, as a user sees it. P001 is in {@link PipelineReaderTest}. */
class ProblemCodesTest {
  private final Example coinbase = Example.coinbase();

  @Test
  void p002WhatIsNotYaml() {
    assertEquals(
        """
        p.yaml:6:32: error P002: Invalid YAML while parsing a flow node: expected the node content, but found ':'
            6 |   products: [BTC-USD, ETH-USD: : ADA-USD]
                                               ^
          expected YAML 1.2
        """,
        coinbase.with("ETH-USD, ADA-USD]", "ETH-USD: : ADA-USD]").rendered());
  }

  @Test
  void p003PartsOfYamlThatPipelineFilesDoWithout() {
    assertEquals(
        """
        p.yaml:5:10: error P003: Cannot use an anchor: there are no aliases
            5 |   venue: &venue coinbase-exchange
                         ^
          expected one document of plain blocks, lists and values
        """,
        coinbase.with("venue: ", "venue: &venue ").rendered());
  }

  @Test
  void p004KeyThatStandsTwice() {
    assertEquals(
        """
        p.yaml:12:3: error P004: Invalid key: "name" stands twice in this block
           12 |   name: other
                  ^
          expected every key once
        """,
        coinbase.with("  partitions: 3\n", "  partitions: 3\n  name: other\n").rendered());
  }

  @Test
  void p005UnknownKeyWithTheNearestKnownOne() {
    assertEquals(
        """
        p.yaml:5:3: error P005: Invalid key in feed: "veneu"
            5 |   veneu: coinbase-exchange
                  ^
          expected the keys venue, products, channels
          did you mean "venue"?
        """,
        coinbase.with("  venue:", "  veneu:").rendered());
  }

  @Test
  void p006MissingKey() {
    assertEquals(
        """
        p.yaml:10:3: error P006: Cannot find key "partitions" in topic
           10 |   name: coinbase.ticker
                  ^
          expected the keys name, partitions
        """,
        coinbase.with("  partitions: 3\n", "").rendered());
  }

  @Test
  void p007WrongShape() {
    assertEquals(
        """
        p.yaml:6:13: error P007: Invalid feed.products: it is a single value
            6 |   products: BTC-USD
                            ^
          expected a list of at least one item
        """,
        coinbase.with("[BTC-USD, ETH-USD, ADA-USD]", "BTC-USD").rendered());
  }

  @Test
  void p008WrongValue() {
    assertEquals(
        """
        p.yaml:14:10: error P008: Invalid commit.every: "1 second"
           14 |   every: 1 second
                         ^
          expected a duration such as 500ms, 1s, 10m, 2h or 1d, from 10ms to 1h
        """,
        coinbase.with("every: 1s", "every: 1 second").rendered());
  }

  @Test
  void p009UnknownColumnWithTheNearestKnownOne() {
    assertEquals(
        """
        p.yaml:63:24: error P009: Cannot find silver column "pirce", used in gold.price_1m.measures.avg_price.avg
           63 |       avg_price: {avg: pirce}
                                       ^
          expected one of silver's columns
          did you mean "price"?
        """,
        coinbase.with("{avg: price}", "{avg: pirce}").rendered());
  }

  @Test
  void p010ColumnThatDoesNotSuitItsUse() {
    assertEquals(
        """
        p.yaml:46:15: error P010: Cannot use column "product_id" in silver.event_time: it is of type string
           46 |   event_time: product_id
                              ^
          expected a timestamp
        """,
        coinbase.with("event_time: time", "event_time: product_id").rendered());
  }

  @Test
  void p011NameThatIsTaken() {
    assertEquals(
        """
        p.yaml:21:10: error P011: Invalid name: "Coinbase_Bronze" is already the bronze table
           21 |   table: Coinbase_Bronze
                         ^
          expected a name of its own, upper and lower case being the same
        """,
        coinbase.with("coinbase_quarantine", "Coinbase_Bronze").rendered());
  }

  @Test
  void p012KindsThatContradictEachOther() {
    assertEquals(
        """
        p.yaml:27:13: error P012: Invalid silver.control: "ticker" is in rows too
           27 |   control: [ticker, heartbeat, error]
                            ^
          expected every kind in one of the two lists
        """,
        coinbase
            .with(
                "[subscriptions, heartbeat, error, match, last_match, l2update, snapshot, status,"
                    + " received, open, done, change, activate, auction, rfq_match]",
                "[ticker, heartbeat, error]")
            .rendered());
  }

  @Test
  void p013MeasureWithTwoFunctions() {
    assertEquals(
        """
        p.yaml:63:18: error P013: Invalid measure gold.price_1m.measures.avg_price: it has 2 functions
           63 |       avg_price: {avg: price, sum: price}
                                 ^
          expected exactly one of first, last, min, max, sum, count, avg, vwap, stddev, with a column
        """,
        coinbase.with("{avg: price}", "{avg: price, sum: price}").rendered());
  }

  @Test
  void p014PointerToAnElementWhereFramesAreRows() {
    assertEquals(
        """
        p.yaml:32:22: error P014: Cannot use silver.columns.price.pointer "/data/*/price": there is no silver.each
           32 |     price: {pointer: /data/*/price, type: "decimal(18,8)", required: true, above: 0}
                                     ^
          expected a pointer without the step *
        """,
        coinbase.with("{pointer: /price,", "{pointer: /data/*/price,").rendered());
  }

  @Test
  void p015OffsetBeyondTheWindow() {
    assertEquals(
        """
        p.yaml:60:13: error P015: Invalid gold.price_1m.offset: "60s" is not less than the window
           60 |     offset: 60s
                            ^
          expected a duration less than 1m
        """,
        coinbase
            .with("price_1m:\n    window: 1m", "price_1m:\n    window: 1m\n    offset: 60s")
            .rendered());
  }

  @Test
  void p016PartitionsInDelta() {
    assertEquals(
        """
        p.yaml:19:14: error P016: Cannot use bronze.partition with store delta: file statistics already prune by time; leave it out
           19 |   partition: {day: received_at}
                             ^
          expected the key only with store: iceberg
        """,
        coinbase
            .with(
                "table: coinbase_bronze", "table: coinbase_bronze\n  partition: {day: received_at}")
            .rendered());
  }

  @Test
  void p017CopyOfATableThatDoesNotExist() {
    assertEquals(
        """
        p.yaml:76:23: error P017: Cannot find table "candles_m1", named in copies.postgres
           76 | copies: {postgres: {  candles_m1: {}}}
                                      ^
          expected the silver table or a gold table of this file
          did you mean "candles_1m"?
        """,
        coinbase.and("copies: {postgres: {  candles_m1: {}}}").rendered());
  }

  @Test
  void allProblemsComeAtOnceInTheFilesOrder() {
    Example broken =
        coinbase
            .with("{avg: price}", "{avg: nowhere}")
            .with("partitions: 3", "partitions: 0")
            .with("  venue:", "  vanue:");

    assertEquals(
        "[5:3 P005, 11:15 P008, 63:24 P009]",
        broken.problems().stream()
            .map(p -> p.line() + ":" + p.column() + " " + p.code().id())
            .toList()
            .toString());
  }

  @Test
  void identifiersAreStable() {
    assertEquals(
        "[P001, P002, P003, P004, P005, P006, P007, P008, P009, P010, P011, P012, P013, P014,"
            + " P015, P016, P017]",
        Arrays.stream(Code.values()).map(Code::id).toList().toString());
  }
}
