package tributary.serve.board;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/** What the board keeps of one silver row. Mutable, because it is overwritten with every row. */
final class Tick {
  private @Nullable TickColumns columns;
  private @Nullable String instrument;
  private long timeMicros = Long.MIN_VALUE;
  private long sequence = Long.MIN_VALUE;
  private long priceHigh;
  private long priceLow;
  private boolean sized;
  private long sizeHigh;
  private long sizeLow;
  private @Nullable String side;

  /** Whether the row comes before this one at the venue. */
  boolean isAfter(TickColumns from, Rows rows, int row) {
    long time = rows.longs(from.time()).get(row);
    if (time != timeMicros || from.sequence() < 0) {
      return time < timeMicros;
    }
    return rows.longs(from.sequence()).get(row) < sequence;
  }

  void read(TickColumns from, String name, Rows rows, int row) {
    columns = from;
    instrument = name;
    timeMicros = rows.longs(from.time()).get(row);
    sequence = from.sequence() < 0 ? Long.MIN_VALUE : rows.longs(from.sequence()).get(row);
    priceHigh = from.price().high(rows, row);
    priceLow = from.price().low(rows, row);
    side = side(from, rows, row);
    sized = from.size() != null && !from.size().isNull(rows, row);
    if (from.size() != null && sized) {
      sizeHigh = from.size().high(rows, row);
      sizeLow = from.size().low(rows, row);
    }
  }

  private static @Nullable String side(TickColumns from, Rows rows, int row) {
    if (from.side() < 0 || rows.column(from.side()).isNull(row)) {
      return null;
    }
    // The check on the column lets two values through, and they differ in their first letter.
    return rows.bytes(from.side()).array()[rows.bytes(from.side()).start(row)] == 'b'
        ? "buy"
        : "sell";
  }

  /** Writes an object with instrument, time in microseconds, sequence, price, size and side. */
  void write(JsonGenerator json) throws IOException {
    if (columns == null) {
      return;
    }
    json.writeStartObject();
    json.writeStringField("instrument", instrument);
    json.writeNumberField("timeMicros", timeMicros);
    if (columns.sequence() >= 0) {
      json.writeStringField("sequence", Long.toString(sequence));
    }
    json.writeStringField("price", columns.price().text(priceHigh, priceLow));
    if (columns.size() != null && sized) {
      json.writeStringField("size", columns.size().text(sizeHigh, sizeLow));
    }
    if (side != null) {
      json.writeStringField("side", side);
    }
    json.writeEndObject();
  }
}
