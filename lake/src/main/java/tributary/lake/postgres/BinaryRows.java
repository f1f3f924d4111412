package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.rows.WideColumn;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/** Rows in the form of COPY ... (FORMAT binary). */
final class BinaryRows {
  static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(ISO_8859_1);

  /** 2000-01-01, where PostgreSQL begins to count, as we count. */
  static final long DAYS = 10_957;

  static final long MICROS = DAYS * 86_400_000_000L;

  /** 4714-11-24 BC, its first day. */
  private static final long FIRST_DAY = -2_451_545 + DAYS;

  private static final long FIRST_MICROS = FIRST_DAY * 86_400_000_000L;

  /** 5874897-12-31, its last day. */
  private static final long LAST_DAY = 2_147_483_493L - 2_451_545 + DAYS;

  private final CopyShape shape;
  private final Schema schema;
  private final Type[] types;
  private final BinaryOutput out;
  private final Numeric numeric = new Numeric();
  private long written;

  BinaryRows(CopyShape shape, BinaryOutput out) {
    this.shape = shape;
    this.schema = shape.schema();
    this.types = schema.fields().stream().map(Field::type).toArray(Type[]::new);
    this.out = out;
  }

  void begin() {
    out.put(SIGNATURE, 0, SIGNATURE.length);
    out.putInt(0);
    out.putInt(0);
  }

  void end() throws SQLException {
    out.putShort(-1);
    out.drain();
  }

  /** How many rows were written. */
  long written() {
    return written;
  }

  void write(Rows rows) throws SQLException {
    requireFit(rows.schema());
    for (int row = 0; row < rows.size(); row++) {
      out.putShort(types.length);
      for (int column = 0; column < types.length; column++) {
        if (rows.column(column).isNull(row)) {
          out.putInt(-1);
        } else if (rows.column(column) instanceof BytesColumn bytes) {
          write(bytes, types[column] instanceof Type.Text, row);
        } else {
          write(rows, column, row);
        }
      }
      written++;
      out.drainIfFull();
    }
  }

  private void requireFit(Schema given) {
    boolean fits =
        given.names().equals(schema.names())
            && IntStream.range(0, types.length)
                .allMatch(column -> given.field(column).type().equals(types[column]));
    if (!fits) {
      throw new IllegalArgumentException(
          "Cannot copy rows of %s into %s of %s".formatted(given, shape.name(), schema));
    }
  }

  private void write(BytesColumn column, boolean isText, int row) {
    int start = column.start(row);
    int length = column.length(row);
    if (!isText || StorableText.isPlain(column.array(), start, length)) {
      out.putInt(length);
      out.put(column.array(), start, length);
    } else {
      byte[] held = StorableText.held(column.array(), start, length);
      out.putInt(held.length);
      out.put(held, 0, held.length);
    }
  }

  private void write(Rows rows, int column, int row) {
    Type type = types[column];
    if (type instanceof Type.Decimal decimal) {
      if (rows.column(column) instanceof WideColumn wide) {
        numeric.write(out, wide, row, decimal.scale());
      } else {
        numeric.write(out, rows.longs(column).get(row), decimal.scale());
      }
      return;
    }
    long value = rows.longs(column).get(row);
    if (type instanceof Type.Bool) {
      out.putInt(1);
      out.putByte((int) value);
    } else if (type instanceof Type.Int) {
      putInt(value);
    } else if (type instanceof Type.Date) {
      requireIn(value >= FIRST_DAY && value <= LAST_DAY, rows, column, row);
      putInt(value - DAYS);
    } else {
      putLong(rows, column, row, value);
    }
  }

  private void putLong(Rows rows, int column, int row, long value) {
    boolean isTime = types[column] instanceof Type.Timestamp;
    requireIn(!isTime || value >= FIRST_MICROS, rows, column, row);
    out.putInt(8);
    out.putLong(isTime ? value - MICROS : value);
  }

  private void putInt(long value) {
    out.putInt(4);
    out.putInt(Math.toIntExact(value));
  }

  private void requireIn(boolean isIn, Rows rows, int column, int row) {
    if (!isIn) {
      String coordinates =
          shape.key().stream()
              .map(key -> key + " " + Values.text(rows, schema.indexOf(key), row))
              .collect(Collectors.joining(", "));
      throw new CopyRefusedException(
          "Cannot copy the row of %s with %s to PostgreSQL: its %s, %s, is before 4714-11-24 BC or after the year 5874897"
              .formatted(
                  shape.source(),
                  coordinates,
                  schema.field(column).name(),
                  rows.longs(column).get(row)));
    }
  }
}
