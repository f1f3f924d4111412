package tributary.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;

/** Parts rows by the UTC day of a timestamp column. */
final class Days {
  private static final long MICROS = TimeUnit.DAYS.toMicros(1);

  private Days() {}

  /** The rows of each day, oldest first, and at last those without value; never none. */
  static Collection<Rows> split(Rows rows, String column) {
    LongColumn times = rows.longs(rows.schema().indexOf(column));
    if (isOneDay(times, rows.size())) {
      return List.of(rows);
    }
    Map<Long, Rows> days = new TreeMap<>();
    Rows without = new Rows(rows.schema());
    for (int row = 0; row < rows.size(); row++) {
      Rows own =
          times.isNull(row)
              ? without
              : days.computeIfAbsent(day(times, row), day -> new Rows(rows.schema()));
      own.append(rows, row);
    }
    List<Rows> parts = new ArrayList<>(days.values());
    if (!without.isEmpty()) {
      parts.add(without);
    }
    return parts;
  }

  private static boolean isOneDay(LongColumn times, int size) {
    boolean firstIsNull = times.isNull(0);
    long first = firstIsNull ? 0 : day(times, 0);
    for (int row = 1; row < size; row++) {
      if (times.isNull(row) != firstIsNull || !firstIsNull && day(times, row) != first) {
        return false;
      }
    }
    return true;
  }

  private static long day(LongColumn times, int row) {
    return Math.floorDiv(times.get(row), MICROS);
  }
}
