package tributary.lake.table;

import java.nio.file.Path;
import java.util.Map;

/**
 * A data file of a table at some version.
 *
 * @param name by which the log finds it; relative to the folder of the data files if it lies there
 * @param bounds of the columns whose values take at most 64 bits and that have statistics: no value
 *     of the file lies outside; in Delta, times are wider by up to a millisecond
 */
public record LiveFile(String name, Path path, long bytes, long rows, Map<String, Bounds> bounds) {

  public LiveFile {
    bounds = Map.copyOf(bounds);
  }

  /** Both ends belong to the range. */
  public record Bounds(long min, long max) {}

  /** Whether the file may hold a row with such a value of the column, until exclusive. */
  public boolean mayHold(String column, long from, long until) {
    Bounds known = bounds.get(column);
    return known == null || (known.max() >= from && known.min() < until);
  }
}
