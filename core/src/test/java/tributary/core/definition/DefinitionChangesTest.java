package tributary.core.definition;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change of what rows mean is seen and named. */
class DefinitionChangesTest {
  /** Each difference with the name of its table, but for those that only rest on silver. */
  private static List<String> differences(String file) {
    Map<String, Definition> now = Trades.definitions(file);
    List<String> all = new ArrayList<>();
    Trades.definitions(Trades.FILE)
        .forEach(
            (table, stored) -> {
              Definition own = now.get(table);
              if (own != null) {
                stored.differences(own).forEach(words -> all.add(table + ": " + words));
              }
            });
    all.removeIf(words -> words.endsWith(": it rests on silver, whose rows meant something else"));
    return all;
  }

  /** A change of the file, and the one difference that it makes. */
  record Change(String before, String after, String difference) {}

  static Stream<Change> changes() {
    return Stream.of(
        new Change(
            "{max: price}",
            "{min: price}",
            "candles_1m: measure high was \"max of price\", the file says \"min of price\""),
        new Change("window: 1m", "window: 2m", "candles_1m: window was 60s, the file says 120s"),
        new Change(
            "lateness: 10m",
            "lateness: 1500ms",
            "candles_1m: lateness was 600s, the file says 1500ms"),
        new Change("offset: 30m", "offset: 1m", "candles_1h: offset was 1800s, the file says 60s"),
        new Change(
            "by: [product, id]",
            "by: [product]",
            "candles_1h: by was \"product, id\", the file says product"),
        new Change(
            "weight: size}",
            "weight: id}",
            "candles_1m: measure vwap was \"vwap of price weighted by size\", the file says \"vwap of price weighted by id\""),
        new Change(
            "{count: side}",
            "{count: rows}",
            "candles_1h: measure sides was \"count of column side\", the file says \"count of rows\""),
        new Change(
            "      trades: {count: rows}\n",
            "",
            "candles_1m: measure trades was \"count of rows\", the file has none"),
        new Change(
            "measures: {sides",
            "rename: {window_start: start}\n    measures: {sides",
            "candles_1h: there was no window_start, the file says \"named start\""),
        new Change("kind: /type", "kind: /t", "silver: kind was /type, the file says /t"),
        new Change(
            "rows: [trade, last_trade]",
            "rows: [trade]",
            "silver: rows was \"last_trade\", \"trade\", the file says \"trade\""),
        new Change(
            "control: [heartbeat, status]",
            "control: [status, heartbeat, error]",
            "silver: control was \"heartbeat\", \"status\", the file says \"error\", \"heartbeat\", \"status\""),
        new Change(
            "each: /data/*\n",
            "each: /data/*\n  newest_first: true\n",
            "silver: newest first was no, the file says yes"),
        new Change(
            "/product, type: string, required",
            "/symbol, type: string, required",
            "silver: column product was \"pointer /product, string, required\", the file says \"pointer /symbol, string, required\""),
        new Change(
            "round: half_up, ",
            "",
            "silver: column size was \"pointer /data/*/size, decimal(18,8), rounded half up, at least 0, at most 1000000\", the file says \"pointer /data/*/size, decimal(18,8), at least 0, at most 1000000\""),
        new Change(
            "{b: buy, s: sell}",
            "{b: sell, s: buy}",
            "silver: column side was \"pointer /data/*/side, string, \"b\" is \"buy\", \"s\" is \"sell\"\", the file says \"pointer /data/*/side, string, \"b\" is \"sell\", \"s\" is \"buy\"\""),
        new Change(
            "US/Eastern",
            "US/Pacific",
            "silver: column day was \"pointer /day, timestamp, date in US/Eastern\", the file says \"pointer /day, timestamp, date in US/Pacific\""),
        new Change(
            "format: date",
            "format: local",
            "silver: column day was \"pointer /day, timestamp, date in US/Eastern\", the file says \"pointer /day, timestamp, local in US/Eastern\""),
        new Change(
            "{pointer: /day, type: timestamp, format: date, zone: US/Eastern}",
            "{pointer: /day, type: date}",
            "silver: column day was \"pointer /day, timestamp, date in US/Eastern\", the file says \"pointer /day, date\""),
        new Change("  sequence: id\n", "", "silver: sequence was id, the file has none"),
        new Change(
            "[product, id], within",
            "[id], within",
            "silver: key was \"id, product\", the file says id"),
        new Change(
            "newest: /last", "newest: /newest", "gaps: newest was /last, the file says /newest"),
        new Change(", id: id, newest: /last", "", "gaps: id was id, the file has none"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void namesEachChangeOfWhatRowsMean(Change change) {
    List<String> found = differences(Trades.changed(change.before(), change.after()));

    assertEquals(change.difference(), found.isEmpty() ? "" : found.get(0));
  }

  @Test
  void namesWhatIsNewBesideWhatIsOther() {
    String other =
        Trades.changed("event_time: at", "event_time: other")
            .replace(
                "    day: {",
                "    other: {pointer: /o, type: timestamp, required: true}\n    day: {");
    assertEquals(
        List.of(
            "silver: there was no column other, the file says \"pointer /o, timestamp, required\"",
            "silver: event time was at, the file says other"),
        differences(other));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void seesEveryCheck(String before, String after) {
    List<String> found = differences(Trades.changed(before, after));

    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("silver: column "), found::toString);
  }

  static Stream<Arguments> checks() {
    return Stream.of(
            List.of("above: 0", "above: 1"),
            List.of("above: 0", "at_least: 0"),
            List.of("at_least: 0", "at_least: 0.1"),
            List.of("at_most: 1e6", "at_most: 1e5"),
            List.of("below: 9e9", "below: 9e8"),
            List.of("one_of: [b, a]", "one_of: [b, c]"),
            List.of("[a-z]", "[a-y]"),
            List.of("near_receipt: 1d", "near_receipt: 2d"),
            List.of("epoch_ms", "epoch_us"),
            List.of("size, type: \"decimal(18,8)\"", "size, type: \"decimal(18,7)\""),
            List.of("/data/*/price", "/data/*/p"))
        .map(each -> Arguments.of(each.get(0), each.get(1)));
  }

  @Test
  void silverThatMeansSomethingElseIsSeenInAllThatRestOnIt() {
    Map<String, Definition> now = Trades.definitions(Trades.changed("above: 0", "above: 1"));
    List<String> stale = new ArrayList<>();
    Trades.definitions(Trades.FILE)
        .forEach(
            (table, stored) ->
                stored.differences(requireNonNull(now.get(table))).stream()
                    .filter(words -> words.startsWith("it rests on silver"))
                    .forEach(words -> stale.add(table)));

    assertEquals(List.of("quarantine", "candles_1m", "candles_1h", "gaps"), stale);
  }

  @Test
  void versionsOfAKeyAreSeen() {
    String versions =
        Trades.changed(
            "[product, id], within: 10m", "[product, id, at], within: 10m, versions: true");

    assertEquals(
        List.of(
            "silver: key was \"id, product\", the file says \"at, id, product\"",
            "silver: versions was no, the file says yes"),
        differences(versions));
  }
}
