package tributary.serve.board;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import tributary.core.rows.Rows;

/** The newest rows in the order in which they came: a ring that is allocated once. */
final class Tape {
  /** How many rows it remembers. */
  static final int LENGTH = 64;

  private final Tick[] ticks = new Tick[LENGTH];
  private final long[] versions = new long[LENGTH];
  private int next;

  Tape() {
    for (int i = 0; i < LENGTH; i++) {
      ticks[i] = new Tick();
    }
  }

  void add(TickColumns columns, String instrument, Rows rows, int row, long version) {
    ticks[next].read(columns, instrument, rows, row);
    versions[next] = version;
    next = (next + 1) % LENGTH;
  }

  /** Writes an array of the rows that came after the version, oldest first. */
  void write(JsonGenerator json, long since) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < LENGTH; i++) {
      int place = (next + i) % LENGTH;
      if (versions[place] > since) {
        ticks[place].write(json);
      }
    }
    json.writeEndArray();
  }
}
