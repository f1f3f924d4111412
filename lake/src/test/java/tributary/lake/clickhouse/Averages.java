package tributary.lake.clickhouse;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyShape;

/** Tables for tests: windows of averages, and trades in types that an old server has as well. */
final class Averages {
  static final Schema WINDOWS =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("window_end", new Type.Timestamp()),
              Field.required("product_id", new Type.Text()),
              Field.optional("average_price", new Type.Decimal(18, 8)),
              Field.required("is_final", new Type.Bool()),
              Field.required("revision", new Type.Int())));

  static final CopyShape BTC =
      new CopyShape(
          "gold",
          "btc_averages",
          WINDOWS,
          List.of("window_start", "product_id"),
          false,
          List.of("window_start", "window_end", "product_id", "average_price"));

  static final Schema TRADES =
      new Schema(
          List.of(
              Field.required("kafka_partition", new Type.Int()),
              Field.required("kafka_offset", new Type.BigInt()),
              Field.required("product", new Type.Text()),
              Field.required("price", new Type.Decimal(18, 8)),
              Field.optional("volume", new Type.Decimal(28, 8)),
              Field.optional("note", new Type.Binary())));

  static final CopyShape SILVER =
      new CopyShape(
          "silver",
          "trades",
          TRADES,
          List.of("kafka_partition", "kafka_offset"),
          true,
          TRADES.names());

  private Averages() {}

  static CopyPosition at(long version) {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(0, new Range(0, version * 10, Range.NO_TIME, new Counts(version, 0, 0, 0)));
    return new CopyPosition(version, new Ledger("ticks", "id-1", partitions));
  }

  static Optional<CopyPosition> from(long version) {
    return Optional.of(at(version));
  }

  /** A window of 30 s: its number, price and whether it is final. */
  static Rows windows(boolean isFinal, long first, int count, long price) {
    Rows rows = new Rows(WINDOWS);
    for (long i = first; i < first + count; i++) {
      int row = rows.open();
      rows.longs(0).set(row, i * 30_000_000);
      rows.longs(1).set(row, (i + 1) * 30_000_000);
      rows.bytes(2).set(row, "BTC-USD");
      rows.longs(3).set(row, price * 100_000_000);
      rows.longs(4).set(row, isFinal ? 1 : 0);
      rows.longs(5).set(row, 0);
      rows.keep();
    }
    return rows;
  }

  static Rows trades(long first, int count) {
    Rows rows = new Rows(TRADES);
    trades(rows, first, count);
    return rows;
  }

  /** Puts trades numbered from {@code first} in. */
  static void trades(Rows rows, long first, int count) {
    for (long i = first; i < first + count; i++) {
      int row = rows.open();
      rows.longs(0).set(row, i % 3);
      rows.longs(1).set(row, i);
      rows.bytes(2).set(row, i % 2 == 0 ? "BTC-USD" : "ETH-USD");
      rows.longs(3).set(row, i * 31);
      if (i % 5 != 0) {
        rows.wides(4).set(row, i * 7);
      }
      if (i % 7 == 0) {
        rows.bytes(5).set(row, new byte[] {'\n', '\n', 0, (byte) i});
      }
      rows.keep();
    }
  }
}
