package tributary.core.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Single values as Java objects, for messages, checks and the page; not for the hot path. */
public final class Values {
  private Values() {}

  /** The number in a row, which must have one. */
  public static BigDecimal number(Rows rows, int column, int row) {
    Type type = rows.schema().field(column).type();
    if (type instanceof Type.Float64) {
      return new BigDecimal(Double.longBitsToDouble(rows.longs(column).get(row)));
    }
    int scale = type instanceof Type.Decimal decimal ? decimal.scale() : 0;
    return new BigDecimal(unscaled(rows, column, row), scale);
  }

  private static BigInteger unscaled(Rows rows, int column, int row) {
    return rows.column(column) instanceof WideColumn wide
        ? wide.get(row)
        : BigInteger.valueOf(rows.longs(column).get(row));
  }

  /** The instant in a row, which must have one. */
  public static Instant instant(Rows rows, int column, int row) {
    return Instant.EPOCH.plus(rows.longs(column).get(row), ChronoUnit.MICROS);
  }

  /** Any value as people read it; {@code null} where there is none. */
  public static String text(Rows rows, int column, int row) {
    if (rows.column(column).isNull(row)) {
      return "null";
    }
    Type type = rows.schema().field(column).type();
    if (type instanceof Type.Timestamp) {
      return instant(rows, column, row).toString();
    }
    if (type instanceof Type.Date) {
      return LocalDate.ofEpochDay(rows.longs(column).get(row)).toString();
    }
    if (type instanceof Type.Bool) {
      return String.valueOf(rows.longs(column).get(row) != 0);
    }
    if (type instanceof Type.Float64) {
      return String.valueOf(Double.longBitsToDouble(rows.longs(column).get(row)));
    }
    if (rows.column(column) instanceof BytesColumn bytes) {
      return bytes.text(row);
    }
    return number(rows, column, row).toPlainString();
  }
}
