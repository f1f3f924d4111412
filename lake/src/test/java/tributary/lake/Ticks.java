package tributary.lake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.parquet.RowsAsText;

/** Small tables for tests: ticks, and windows over them. */
final class Ticks {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-08-01T12:00:00Z"));

  static final Schema SILVER =
      new Schema(
          List.of(
              Field.required("product_id", new Type.Text()),
              Field.required("trade_id", new Type.BigInt()),
              Field.required("time", new Type.Timestamp()),
              Field.optional("price", new Type.Decimal(18, 8)),
              Field.optional("volume", new Type.Decimal(28, 8))));

  static final Schema GOLD =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("product_id", new Type.Text()),
              Field.optional("avg_price", new Type.Decimal(28, 8)),
              Field.required("is_final", new Type.Bool()),
              Field.required("revision", new Type.Int())));

  static final List<String> KEY = List.of("window_start", "product_id");

  private Ticks() {}

  static GrowingTable silver(Lake lake) {
    return lake.growing("silver", SILVER, List.of("product_id", "trade_id", "time", "price"));
  }

  static WindowTable gold(Lake lake) {
    return lake.windows("gold", GOLD, KEY);
  }

  /** The ledger of a table that has taken in offsets up to {@code next} of one partition. */
  static Ledger ledger(long next) {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(0, new Range(0, next, Range.NO_TIME, new Counts(next, 0, 0, 0)));
    return new Ledger("ticks", "id-1", partitions);
  }

  /** Ticks numbered from {@code first}, one each second since the epoch, plus a microsecond. */
  static Rows ticks(long first, int count) {
    Rows rows = new Rows(SILVER);
    for (long i = first; i < first + count; i++) {
      int row = rows.open();
      rows.bytes(0).set(row, i % 2 == 0 ? "BTC-USD" : "ETH-USD");
      rows.longs(1).set(row, i);
      rows.longs(2).set(row, i * 1_000_000 + 1);
      rows.longs(3).set(row, i * 100);
      rows.keep();
    }
    return rows;
  }

  /** Brings ticks into the table; the ledger follows. */
  static long add(GrowingTable table, long first, int count) {
    return table.commit(table.stage(ticks(first, count)), ledger(first + count));
  }

  /** The numbers of all ticks in the table, sorted. */
  static List<Long> numbers(GrowingTable table) {
    List<Long> numbers = new ArrayList<>();
    table.scan(
        List.of("trade_id"),
        rows -> {
          for (int row = 0; row < rows.size(); row++) {
            numbers.add(rows.longs(0).get(row));
          }
        });
    return numbers.stream().sorted().toList();
  }

  static List<Long> numbersTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  /** A set of windows, each "minute product revision". */
  static Rows windows(boolean isFinal, String... windows) {
    Rows rows = new Rows(GOLD);
    for (String window : windows) {
      String[] parts = window.split(" ", -1);
      int row = rows.open();
      rows.longs(0).set(row, minute(Long.parseLong(parts[0])));
      rows.bytes(1).set(row, parts[1]);
      rows.longs(3).set(row, isFinal ? 1 : 0);
      rows.longs(4).set(row, Long.parseLong(parts[2]));
      rows.keep();
    }
    return rows;
  }

  static long minute(long minutes) {
    return minutes * 60_000_000;
  }

  /** The windows as "minute product revision", sorted, those open with a star. */
  static List<String> words(Rows rows) {
    List<String> words = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      words.add(
          "%d %s %d%s"
              .formatted(
                  rows.longs(0).get(row) / 60_000_000,
                  rows.bytes(1).text(row),
                  rows.longs(4).get(row),
                  rows.longs(3).get(row) == 1 ? "" : "*"));
    }
    return words.stream().sorted().toList();
  }

  static List<String> all(WindowTable table) {
    return words(table.find(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  static List<String> text(Rows rows) {
    return RowsAsText.of(rows);
  }
}
