package tributary.serve.board;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.TreeMap;
import tributary.core.rows.Rows;

/** What the board knows of one instrument: its newest row and its newest candles. */
final class Instrument {
  /** How many candles it remembers. */
  static final int CANDLES = 720;

  private final String name;
  private final Tick last = new Tick();
  private final TreeMap<Long, Candle> candles = new TreeMap<>();
  private long lastVersion;
  private long candlesVersion;

  Instrument(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Takes the row in unless a later one is known: rows may come out of order. */
  void row(TickColumns columns, Rows rows, int row, long version) {
    if (!last.isAfter(columns, rows, row)) {
      last.read(columns, name, rows, row);
      lastVersion = version;
    }
  }

  /** Takes a candle in, in place of the one that begins at the same time. */
  void candle(CandleColumns columns, Rows rows, int row, long version) {
    long start = rows.longs(columns.start()).get(row);
    if (candles.size() == CANDLES && start < candles.firstKey()) {
      return;
    }
    candles
        .computeIfAbsent(start, absent -> new Candle(columns, absent))
        .read(columns, rows, row, version);
    candlesVersion = version;
    if (candles.size() > CANDLES) {
      candles.pollFirstEntry();
    }
  }

  /** Writes the newest row if it came after the version. */
  void writeLast(JsonGenerator json, long since) throws IOException {
    if (lastVersion > since) {
      last.write(json);
    }
  }

  /** Writes, under the instrument's name, the candles that changed after the version. */
  void writeCandles(JsonGenerator json, long since) throws IOException {
    if (candlesVersion <= since) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (Candle candle : candles.values()) {
      if (candle.version() > since) {
        candle.write(json);
      }
    }
    json.writeEndArray();
  }
}
