package tributary.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.WindowTable;

/** Small tables of numbered quotes, and of windows. */
final class Quotes {
  static final long HOUR = 3_600_000_000L;

  /** The time of the quote with number 0, at the begin of a day. */
  static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

  private static final Schema QUOTES =
      new Schema(
          List.of(
              Field.required("product_id", new Type.Text()),
              Field.required("number", new Type.BigInt()),
              Field.required("time", new Type.Timestamp()),
              Field.optional("price", new Type.Decimal(18, 8)),
              Field.optional("volume", new Type.Decimal(28, 8))));

  private static final Schema WINDOWS =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("product_id", new Type.Text()),
              Field.required("is_final", new Type.Bool())));

  private Quotes() {}

  static GrowingTable open(Lake lake, String name) {
    return lake.growing(name, QUOTES, List.of("number", "time"));
  }

  static GrowingTable openByDay(Lake lake, String name) {
    return lake.growing(name, QUOTES, List.of("number", "time"), Optional.of("time"));
  }

  static WindowTable windows(Lake lake, String name) {
    return lake.windows(name, WINDOWS, List.of("window_start", "product_id"));
  }

  /** Brings quotes into the table, one for each hour since the start; the ledger follows. */
  static long add(GrowingTable table, long first, int count) {
    Rows rows = new Rows(QUOTES);
    for (long number = first; number < first + count; number++) {
      int row = rows.open();
      rows.bytes(0).set(row, "BTC-USD");
      rows.longs(1).set(row, number);
      rows.longs(2).set(row, time(number));
      rows.longs(3).set(row, number * 100);
      rows.keep();
    }
    return table.commit(table.stage(rows), ledger(first + count));
  }

  /** Commits one open window of the hour, and the one before it as closed. */
  static long advance(WindowTable table, long hour) {
    Rows open = window(hour, false);
    Rows closed = hour == 0 ? new Rows(WINDOWS) : window(hour - 1, true);
    return table.commit(table.stage(open, closed, new Rows(WINDOWS)), ledger(hour + 1));
  }

  private static Rows window(long hour, boolean isFinal) {
    Rows rows = new Rows(WINDOWS);
    int row = rows.open();
    rows.longs(0).set(row, time(hour));
    rows.bytes(1).set(row, "BTC-USD");
    rows.longs(2).set(row, isFinal ? 1 : 0);
    rows.keep();
    return rows;
  }

  private static long time(long hour) {
    return START.getEpochSecond() * 1_000_000 + hour * HOUR;
  }

  static Ledger ledger(long next) {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(0, new Range(0, next, Range.NO_TIME, new Counts(next, 0, 0, 0)));
    return new Ledger("quotes", "an-id", partitions);
  }

  /** The numbers of all quotes as the table's writer reads them, sorted. */
  static List<Long> numbers(GrowingTable table) {
    List<Long> numbers = new ArrayList<>();
    table.scan(
        List.of("number", "time", "price"),
        rows -> {
          for (int row = 0; row < rows.size(); row++) {
            numbers.add(number(rows, row));
          }
        });
    return numbers.stream().sorted().toList();
  }

  /** The number of a quote, all of whose values must go with it. */
  private static long number(Rows rows, int row) {
    long number = rows.longs(0).get(row);
    if (rows.longs(1).get(row) != time(number) || rows.longs(2).get(row) != number * 100) {
      throw new IllegalStateException("Cannot find all values of quote " + number);
    }
    return number;
  }

  static List<Long> numbersTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
