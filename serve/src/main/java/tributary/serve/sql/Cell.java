package tributary.serve.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;

/**
 * One column of an answer as the column of a table.
 *
 * @param type how the table holds it; no value loses a digit
 */
record Cell(String name, Type type) {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
  private static final int FIXED_BYTES = 9;
  private static final long MICROS = 1_000_000;

  /** DuckDB's two infinite days and instants. */
  private static final long INFINITE_DAY = Integer.MAX_VALUE;

  private static final long INFINITE_MICROS = Long.MAX_VALUE;

  /**
   * The column of a table for a type of DuckDB.
   *
   * @throws SqlException if no table holds such values
   */
  static Cell of(String name, String duckDbType) {
    Matcher decimal = DECIMAL.matcher(duckDbType);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      return new Cell(name, new Type.Decimal(precision, Integer.parseInt(decimal.group(2))));
    }
    return new Cell(
        name,
        switch (duckDbType) {
          case "BOOLEAN" -> new Type.Bool();
          case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> new Type.Int();
          case "BIGINT", "UINTEGER" -> new Type.BigInt();
          case "UBIGINT" -> new Type.Decimal(20, 0);
          case "HUGEINT", "UHUGEINT" -> new Type.Decimal(38, 0);
          case "DOUBLE", "FLOAT" -> new Type.Float64();
          case "TIMESTAMP WITH TIME ZONE" -> new Type.Timestamp();
          case "DATE" -> new Type.Date();
          case "VARCHAR" -> new Type.Text();
          case "BLOB" -> new Type.Binary();
          default -> throw refused(name, duckDbType);
        });
  }

  private static SqlException refused(String name, String duckDbType) {
    return new SqlException(
        duckDbType.startsWith("TIMESTAMP")
            ? "Cannot keep column %s: a %s has no time zone. Say which is meant, such as %s AT TIME ZONE 'UTC'"
                .formatted(name, duckDbType, name)
            : "Cannot keep column %s: tables have no type %s. Cast it, such as CAST(%s AS VARCHAR)"
                .formatted(name, duckDbType, name));
  }

  /**
   * Puts the value of the answer's row into the open row.
   *
   * @return about how many bytes that takes
   */
  long take(ResultSet answer, Rows rows, int column, int row) throws SQLException {
    Object value = answer.getObject(column + 1);
    if (value == null) {
      return 1;
    }
    if (type instanceof Type.Text) {
      rows.bytes(column).set(row, (String) value);
      return FIXED_BYTES + rows.bytes(column).length(row);
    }
    if (type instanceof Type.Binary) {
      Blob blob = (Blob) value;
      rows.bytes(column).set(row, blob.getBytes(1, Math.toIntExact(blob.length())));
      return FIXED_BYTES + rows.bytes(column).length(row);
    }
    if (type instanceof Type.Decimal decimal && decimal.isWide()) {
      rows.wides(column).set(row, unscaled(value, decimal));
      return 2 * FIXED_BYTES;
    }
    rows.longs(column).set(row, bits(value));
    return FIXED_BYTES;
  }

  private long bits(Object value) {
    if (type instanceof Type.Bool) {
      return (Boolean) value ? 1 : 0;
    }
    if (type instanceof Type.Float64) {
      return Double.doubleToRawLongBits(((Number) value).doubleValue());
    }
    if (type instanceof Type.Timestamp) {
      return finite(micros((OffsetDateTime) value), INFINITE_MICROS);
    }
    if (type instanceof Type.Date) {
      return finite(((LocalDate) value).toEpochDay(), INFINITE_DAY);
    }
    if (type instanceof Type.Decimal) {
      return ((BigDecimal) value).unscaledValue().longValueExact();
    }
    return ((Number) value).longValue();
  }

  private long finite(long value, long infinite) {
    if (value == infinite || value == -infinite) {
      throw new SqlException("Cannot keep infinity in column " + name + ": use NULL for it");
    }
    return value;
  }

  /** Not through a difference of instants, which counts in nanoseconds and overflows. */
  private static long micros(OffsetDateTime time) {
    long seconds = time.toEpochSecond();
    long micros = time.getNano() / 1000;
    return seconds < 0 ? (seconds + 1) * MICROS + (micros - MICROS) : seconds * MICROS + micros;
  }

  private BigInteger unscaled(Object value, Type.Decimal decimal) {
    BigInteger unscaled =
        value instanceof BigDecimal exact
            ? exact.unscaledValue()
            : new BigInteger(value.toString());
    if (unscaled.abs().compareTo(BigInteger.TEN.pow(decimal.precision())) >= 0) {
      throw new SqlException(
          "Cannot keep %s in column %s: it has more than %d digits"
              .formatted(value, name, decimal.precision()));
    }
    return unscaled;
  }
}
