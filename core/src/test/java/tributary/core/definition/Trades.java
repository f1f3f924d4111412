package tributary.core.definition;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import tributary.core.spec.PipelineReader;

/** A pipeline that says all there is to say, to be changed by a test in one place. */
final class Trades {
  static final String FILE =
      """
      pipeline: trades
      feed: {venue: somewhere, products: [BTC-USD], channels: [trades]}
      topic: {name: trades, partitions: 3}
      commit: {every: 1s, size: 64MiB}
      bronze: {table: bronze}
      quarantine: {table: quarantine}
      silver:
        table: silver
        kind: /type
        rows: [trade, last_trade]
        control: [heartbeat, status]
        each: /data/*
        columns:
          price: {pointer: /data/*/price, type: "decimal(18,8)", required: true, above: 0}
          size: {pointer: /data/*/size, type: "decimal(18,8)", round: half_up, at_least: 0, at_most: 1e6}
          side: {pointer: /data/*/side, type: string, values: {b: buy, s: sell}}
          venue: {pointer: /venue, type: string, one_of: [b, a], matches: "[a-z]"}
          id: {pointer: /data/*/id, type: bigint, required: true, below: 9e9}
          product: {pointer: /product, type: string, required: true}
          at: {pointer: /data/*/at, type: timestamp, format: epoch_ms, required: true, near_receipt: 1d}
          day: {pointer: /day, type: timestamp, format: date, zone: US/Eastern}
        event_time: at
        sequence: id
        key: {columns: [product, id], within: 10m}
        continuity: {table: gaps, product: product, id: id, newest: /last}
      gold:
        candles_1m:
          window: 1m
          lateness: 10m
          by: [product]
          measures:
            high: {max: price}
            vwap: {vwap: price, weight: size}
            trades: {count: rows}
        candles_1h:
          window: 1h
          offset: 30m
          lateness: 0s
          by: [product, id]
          measures: {sides: {count: side}}
      """;

  private Trades() {}

  /** The file with the first text of this kind replaced. */
  static String changed(String before, String after) {
    assertTrue(FILE.contains(before), before);
    int start = FILE.indexOf(before);
    return FILE.substring(0, start) + after + FILE.substring(start + before.length());
  }

  static Map<String, Definition> definitions(String file) {
    return Definition.ofTables(PipelineReader.read("p.yaml", file));
  }

  static Definition definition(String file, String table) {
    return requireNonNull(definitions(file).get(table), table);
  }
}
