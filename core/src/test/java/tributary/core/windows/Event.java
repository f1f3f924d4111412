package tributary.core.windows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;
import tributary.core.spec.ColumnSpec;

/**
 * A silver row as plain Java values, and what the log said before it.
 *
 * @param highestBefore the partition's time before the row's frame, microseconds
 * @param values by column; BigDecimal for numbers, Instant, LocalDate, String or Double
 */
public record Event(
    int partition, long offset, long highestBefore, Map<String, @Nullable Object> values) {

  /** The event time of the row, microseconds. */
  public long micros(String column) {
    return micros((Instant) values.get(column));
  }

  private static long micros(@Nullable Object instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) instant);
  }

  /** Writes the values to the open row of silver rows that begin with these columns. */
  public void write(List<ColumnSpec> columns, Rows rows, int row) {
    for (int i = 0; i < columns.size(); i++) {
      Object value = values.get(columns.get(i).name());
      if (value != null) {
        write(value, columns.get(i).type(), rows, i, row);
      }
    }
  }

  private static void write(Object value, Type type, Rows rows, int column, int row) {
    if (rows.column(column) instanceof BytesColumn bytes) {
      bytes.set(row, (String) value);
    } else if (rows.column(column) instanceof WideColumn wide) {
      wide.set(row, ((BigDecimal) value).unscaledValue());
    } else {
      rows.longs(column).set(row, bits(value, type));
    }
  }

  private static long bits(Object value, Type type) {
    if (type instanceof Type.Timestamp) {
      return micros(value);
    }
    if (type instanceof Type.Date) {
      return ((LocalDate) value).toEpochDay();
    }
    return value instanceof Double real
        ? Double.doubleToRawLongBits(real)
        : ((BigDecimal) value).unscaledValue().longValueExact();
  }
}
