package tributary.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.spec.PipelineReader;

/** A definition holds what rows mean and nothing else. */
class DefinitionTest {
  @Test
  void saysOfEachTableWhatItsRowsMean() {
    String silver = Trades.definition(Trades.FILE, "silver").text();
    assertEquals(
        """
        tributary definition 1
        kind: /type
        rows: "last_trade", "trade"
        control: "heartbeat", "status"
        each: /data/*
        newest first: no
        column price: pointer /data/*/price, decimal(18,8), required, above 0
        column size: pointer /data/*/size, decimal(18,8), rounded half up, at least 0, at most 1000000
        column side: pointer /data/*/side, string, "b" is "buy", "s" is "sell"
        column venue: pointer /venue, string, matches "[a-z]", one of "a", "b"
        column id: pointer /data/*/id, bigint, required, below 9000000000
        column product: pointer /product, string, required
        column at: pointer /data/*/at, timestamp, epoch in milliseconds, required, near receipt by 86400s
        column day: pointer /day, timestamp, date in US/Eastern
        event time: at
        sequence: id
        key: id, product
        versions: no"""
            .stripIndent(),
        silver);
    assertEquals(
        """
        tributary definition 1
        silver: %s
        window: 60s
        offset: 0s
        lateness: 600s
        by: product
        measure high: max of price
        measure vwap: vwap of price weighted by size
        measure trades: count of rows"""
            .formatted(Fingerprint.of(silver)),
        Trades.definition(Trades.FILE, "candles_1m").text());
    assertEquals(
        "tributary definition 1\nsilver: %s\nproduct: product\nid: id\nnewest: /last"
            .formatted(Fingerprint.of(silver)),
        Trades.definition(Trades.FILE, "gaps").text());
    assertEquals(
        "tributary definition 1\nrows: frames as received",
        Trades.definition(Trades.FILE, "bronze").text());
    assertEquals(
        List.of("bronze", "quarantine", "silver", "candles_1m", "candles_1h", "gaps"),
        List.copyOf(Trades.definitions(Trades.FILE).keySet()));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void doesNotSeeWhatChangesNoRow(String before, String after) {
    assertEquals(
        Trades.definitions(Trades.FILE), Trades.definitions(Trades.changed(before, after)));
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
            List.of("pipeline: trades", "pipeline: other"),
            List.of("{every: 1s, size: 64MiB}", "{every: 5s, size: 1MiB}"),
            List.of("[BTC-USD]", "[BTC-USD, ETH-USD]"),
            List.of("partitions: 3", "partitions: 30"),
            List.of("name: trades", "name: other"),
            List.of("within: 10m", "within: 1h"),
            List.of("[trade, last_trade]", "[last_trade, trade]"),
            List.of("{b: buy, s: sell}", "{s: sell, b: buy}"),
            List.of("one_of: [b, a]", "one_of: [a, b]"),
            List.of("at_most: 1e6", "at_most: 1000000.000"),
            List.of("columns: [product, id]", "columns: [id, product]"),
            List.of("10m}", "600s, versions: false}"),
            List.of("near_receipt: 1d", "near_receipt: 24h"),
            List.of("window: 1m", "window: 60s"),
            List.of(
                "bronze: {table: bronze}",
                "store: iceberg\nbronze: {table: bronze, partition: {day: received_at}}"),
            List.of("gold:\n", "copies: {clickhouse: {candles_1m: {}}}\ngold:\n"),
            List.of("gold:\n", "models: {daily: {file: daily.sql}}\ngold:\n"))
        .map(each -> Arguments.of(each.get(0), each.get(1)));
  }

  @Test
  void theOrderOfGoldTablesMeansNothing() {
    int hours = Trades.FILE.indexOf("  candles_1h:");
    int minutes = Trades.FILE.indexOf("  candles_1m:");
    String turned =
        Trades.FILE.substring(0, minutes)
            + Trades.FILE.substring(hours)
            + Trades.FILE.substring(minutes, hours);

    assertEquals(Trades.definitions(Trades.FILE), Trades.definitions(turned));
  }

  @Test
  void aTextCannotPassForMoreThanItself() {
    String comma = Trades.changed("pointer: /venue", "pointer: \"/venue, string, required\"");
    String line = Trades.changed("one_of: [b, a]", "one_of: [\"b\\nkey: id\", a]");

    assertTrue(
        Trades.definition(comma, "silver")
            .text()
            .contains("column venue: pointer \"/venue, string, required\", string, matches"));
    assertTrue(
        Trades.definition(line, "silver").text().contains("one of \"a\", \"b\\u000akey: id\""));
    assertEquals(
        Trades.definition(Trades.FILE, "silver").text().lines().count(),
        Trades.definition(line, "silver").text().lines().count());
  }

  @Test
  void anotherVersionOfTheFormIsNamedAsSuch() {
    Definition later = new Definition("tributary definition 2\nwindow: 60s");

    assertEquals(
        List.of(
            "it was made by \"tributary definition 2\", and this program makes \"tributary definition 1\""),
        later.differences(Trades.definition(Trades.FILE, "candles_1m")));
  }

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "pipelines"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Lines that two things share would hide one of them. */
  @ParameterizedTest
  @MethodSource("pipelines")
  void everyLineOfEveryReadyMadePipelineIsReadBack(Path file) {
    Map<String, Definition> definitions = Definition.ofTables(PipelineReader.read(file));
    assertTrue(definitions.size() >= 3, definitions::toString);
    definitions.forEach(
        (table, definition) -> {
          Map<String, String> lines = Lines.read(definition.text());
          assertEquals(definition.text().lines().count() - 1, lines.size(), table);
          lines.forEach((subject, value) -> assertNotEquals("", value, table + " " + subject));
          assertEquals(List.of(), definition.differences(new Definition(definition.text())));
        });
  }
}
