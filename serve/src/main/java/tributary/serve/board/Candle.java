package tributary.serve.board;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import tributary.core.rows.Rows;

/**
 * One window of one instrument. Mutable: an open candle changes with every trade, and only its
 * numbers are copied then; they become text when somebody is to see them.
 */
final class Candle {
  private final long startMicros;
  private final long[] cells;
  private final boolean[] nulls;
  private CandleColumns columns;
  private boolean isFinal;
  private boolean isComplete;
  private long revision;
  private long version;

  Candle(CandleColumns columns, long startMicros) {
    this.columns = columns;
    this.startMicros = startMicros;
    this.cells = new long[columns.measures().size() * 2];
    this.nulls = new boolean[columns.measures().size()];
  }

  long version() {
    return version;
  }

  void read(CandleColumns from, Rows rows, int row, long newVersion) {
    columns = from;
    List<Quantity> measures = from.measures();
    for (int i = 0; i < measures.size(); i++) {
      nulls[i] = measures.get(i).isNull(rows, row);
      cells[2 * i] = measures.get(i).high(rows, row);
      cells[2 * i + 1] = measures.get(i).low(rows, row);
    }
    isFinal = rows.longs(from.isFinal()).get(row) != 0;
    // Null says that nobody looks for gaps.
    isComplete =
        rows.longs(from.isComplete()).isNull(row) || rows.longs(from.isComplete()).get(row) != 0;
    revision = rows.longs(from.revision()).get(row);
    version = newVersion;
  }

  /** Writes an object with the start in microseconds, the measures as text, and the three marks. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("startMicros", startMicros);
    for (int i = 0; i < nulls.length; i++) {
      if (!nulls[i]) {
        Quantity measure = columns.measures().get(i);
        json.writeStringField(columns.name(measure), measure.text(cells[2 * i], cells[2 * i + 1]));
      }
    }
    json.writeBooleanField("final", isFinal);
    json.writeBooleanField("complete", isComplete);
    json.writeNumberField("revision", revision);
    json.writeEndObject();
  }
}
