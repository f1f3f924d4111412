package tributary.lake.clickhouse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyRefusedException;

/**
 * Puts times and dates: those that ClickHouse tells apart, 1900-01-01 to 2299-12-31. What lies
 * outside it would take in and then show as another day.
 */
record Calendar(Field field) {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate END = LocalDate.of(2300, 1, 1);
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  static boolean isOf(Type type) {
    return type instanceof Type.Timestamp || type instanceof Type.Date;
  }

  void put(Column column, int row, RowBuffer out) {
    long value = ((LongColumn) column).get(row);
    boolean isDate = field.type() instanceof Type.Date;
    long day = isDate ? value : Math.floorDiv(value, MICROS_PER_DAY);
    if (day < FIRST.toEpochDay() || day >= END.toEpochDay()) {
      throw new CopyRefusedException(
          "Cannot copy %s %s to ClickHouse: it holds times from %s until %s only"
              .formatted(field.name(), words(value, isDate), FIRST, END));
    }
    if (isDate) {
      out.putInt((int) value);
    } else {
      out.putLong(value);
    }
  }

  private static String words(long value, boolean isDate) {
    return isDate
        ? value + " days since 1970"
        : Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
  }
}
