package tributary.lake.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;

/** Reads rows from what COPY ... TO STDOUT (FORMAT binary) sends. */
final class BinaryInput {
  private static final int MOST_ROWS = 4096;
  private static final int MOST_BYTES = 4 << 20;

  private final DataInputStream in;
  private final Rows rows;
  private final Type[] types;
  private int held;

  BinaryInput(Schema schema, InputStream in) {
    this.in = new DataInputStream(in);
    this.rows = new Rows(schema);
    this.types = schema.fields().stream().map(Field::type).toArray(Type[]::new);
  }

  /** Hands over all rows, in batches that are reused. */
  void forEach(Consumer<Rows> sink) throws IOException {
    header();
    for (int fields = in.readShort(); fields >= 0; fields = in.readShort()) {
      if (fields != types.length) {
        throw new IOException("Invalid row: %d fields of %d".formatted(fields, types.length));
      }
      row();
      if (rows.size() == MOST_ROWS || held > MOST_BYTES) {
        hand(sink);
      }
    }
    hand(sink);
  }

  private void header() throws IOException {
    byte[] signature = in.readNBytes(BinaryRows.SIGNATURE.length);
    if (!Arrays.equals(signature, BinaryRows.SIGNATURE)) {
      throw new IOException("Invalid answer to COPY: it is not in binary form");
    }
    in.readInt();
    in.skipNBytes(in.readInt());
  }

  private void hand(Consumer<Rows> sink) {
    if (!rows.isEmpty()) {
      sink.accept(rows);
    }
    rows.clear();
    held = 0;
  }

  private void row() throws IOException {
    int row = rows.open();
    for (int column = 0; column < types.length; column++) {
      int length = in.readInt();
      if (length >= 0) {
        byte[] value = in.readNBytes(length);
        held += length;
        set(column, row, value);
      }
    }
    rows.keep();
  }

  private void set(int column, int row, byte[] value) {
    if (rows.column(column) instanceof BytesColumn bytes) {
      bytes.set(row, types[column] instanceof Type.Text ? StorableText.plain(value) : value);
    } else if (types[column] instanceof Type.Decimal decimal) {
      BigInteger unscaled = Numeric.unscaled(ByteBuffer.wrap(value), decimal.scale());
      if (rows.column(column) instanceof WideColumn wide) {
        wide.set(row, unscaled);
      } else {
        rows.longs(column).set(row, unscaled.longValueExact());
      }
    } else {
      LongColumn longs = rows.longs(column);
      longs.set(row, number(types[column], ByteBuffer.wrap(value)));
    }
  }

  private static long number(Type type, ByteBuffer value) {
    if (type instanceof Type.Bool) {
      return value.get();
    }
    if (type instanceof Type.Int) {
      return value.getInt();
    }
    if (type instanceof Type.Date) {
      return value.getInt() + BinaryRows.DAYS;
    }
    return value.getLong() + (type instanceof Type.Timestamp ? BinaryRows.MICROS : 0);
  }
}
