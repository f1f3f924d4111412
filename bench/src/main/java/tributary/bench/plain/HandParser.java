package tributary.bench.plain;

import java.time.LocalDate;
import tributary.core.rows.Rows;

/**
 * Reads a Coinbase ticker whose members stand in the order in which the venue sends them, straight
 * into the columns of the silver table. Knows nothing else: any other frame is refused.
 */
final class HandParser {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };
  private static final int SCALE = 8;

  private byte[] in = new byte[0];
  private int at;
  private int lastDay;
  private long lastDayMicros;

  /** Fills the open row; false if the frame is not a whole ticker. */
  boolean parse(byte[] frame, Rows rows, int row) {
    in = frame;
    at = 0;
    try {
      return ticker(rows, row);
    } catch (ArrayIndexOutOfBoundsException cut) {
      return false;
    }
  }

  private boolean ticker(Rows rows, int row) {
    pass("{\"type\":\"".length());
    text(rows, 0, row);
    if (rows.bytes(0).length(row) != 6) {
      return false;
    }
    pass(",\"sequence\":".length());
    rows.longs(1).set(row, whole());
    pass(",\"product_id\":\"".length());
    text(rows, 2, row);
    small(rows, 3, row, ",\"price\":\"");
    small(rows, 4, row, ",\"open_24h\":\"");
    wide(rows, 5, row, ",\"volume_24h\":\"");
    small(rows, 6, row, ",\"low_24h\":\"");
    small(rows, 7, row, ",\"high_24h\":\"");
    wide(rows, 8, row, ",\"volume_30d\":\"");
    small(rows, 9, row, ",\"best_bid\":\"");
    small(rows, 10, row, ",\"best_bid_size\":\"");
    small(rows, 11, row, ",\"best_ask\":\"");
    small(rows, 12, row, ",\"best_ask_size\":\"");
    pass(",\"side\":\"".length());
    text(rows, 13, row);
    pass(",\"time\":\"".length());
    rows.longs(14).set(row, time());
    pass("\",\"trade_id\":".length());
    rows.longs(15).set(row, whole());
    small(rows, 16, row, ",\"last_size\":\"");
    return in[at] == '}';
  }

  private void pass(int count) {
    at += count;
  }

  private void text(Rows rows, int column, int row) {
    int start = at;
    while (in[at] != '"') {
      at++;
    }
    rows.bytes(column).set(row, in, start, at - start);
    at++;
  }

  private long whole() {
    long value = 0;
    while (in[at] >= '0' && in[at] <= '9') {
      value = value * 10 + (in[at++] - '0');
    }
    return value;
  }

  private void small(Rows rows, int column, int row, String before) {
    pass(before.length());
    rows.longs(column).set(row, decimal());
  }

  private void wide(Rows rows, int column, int row, String before) {
    pass(before.length());
    rows.wides(column).set(row, decimal());
  }

  private long decimal() {
    long value = whole();
    int places = 0;
    if (in[at] == '.') {
      int point = ++at;
      while (in[at] >= '0' && in[at] <= '9') {
        value = value * 10 + (in[at++] - '0');
      }
      places = at - point;
    }
    at++;
    return value * POWERS[SCALE - places];
  }

  private long time() {
    int year = digits(4);
    int month = digits(2);
    int day = digits(2);
    int packed = (year * 16 + month) * 32 + day;
    if (packed != lastDay) {
      lastDay = packed;
      lastDayMicros = LocalDate.of(year, month, day).toEpochDay() * 86_400_000_000L;
    }
    int hour = digits(2);
    int minute = digits(2);
    int second = digits(2);
    long fraction = digits(6);
    return lastDayMicros + (hour * 3600L + minute * 60L + second) * 1_000_000L + fraction;
  }

  /** A number of fixed length and the one byte after it. */
  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value * 10 + (in[at++] - '0');
    }
    at++;
    return value;
  }
}
