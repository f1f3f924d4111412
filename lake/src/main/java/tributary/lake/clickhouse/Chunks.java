package tributary.lake.clickhouse;

import java.util.function.Consumer;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;

/**
 * Cuts rows into inserts. Where it cuts depends on the rows alone, not on the batches in which they
 * come, so that the same rows make the same inserts again.
 */
final class Chunks implements Consumer<Rows> {
  static final int MOST_ROWS = 50_000;
  static final int ENOUGH_BYTES = 8 << 20;

  private final RowEncoder encoder;
  private final long version;
  private final Sink sink;
  private final RowBuffer buffer = new RowBuffer();
  private int rows;
  private int number;

  Chunks(Schema schema, long version, Sink sink) {
    this.encoder = new RowEncoder(schema);
    this.version = version;
    this.sink = sink;
  }

  /** Takes in a chunk, which is valid during the call only; the first one has number 0. */
  @FunctionalInterface
  interface Sink {
    void insert(int number, RowBuffer rows);
  }

  @Override
  public void accept(Rows batch) {
    for (int row = 0; row < batch.size(); row++) {
      encoder.put(batch, row, version, buffer);
      rows++;
      if (rows == MOST_ROWS || buffer.length() >= ENOUGH_BYTES) {
        flush();
      }
    }
  }

  /** Hands over what is left. */
  void flush() {
    if (rows > 0) {
      sink.insert(number++, buffer);
      buffer.clear();
      rows = 0;
    }
  }
}
