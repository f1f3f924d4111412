package tributary.core.spec;

import java.time.Duration;
import java.util.List;

/**
 * A table of tumbling windows over silver.
 *
 * @param table the name of the gold table
 * @param window the length of a window
 * @param offset how much after the epoch a window begins; less than {@code window}
 * @param lateness how long after its end a window still counts as open, in event time
 * @param by the silver columns that get windows of their own
 * @param measures the measures in the table's order
 * @param layout how the columns are called that Tributary adds
 */
public record Gold(
    String table,
    Duration window,
    Duration offset,
    Duration lateness,
    List<String> by,
    List<Measure> measures,
    Layout layout) {

  public Gold {
    by = List.copyOf(by);
    measures = List.copyOf(measures);
  }

  /** Windows aligned to the epoch, in a table with its usual columns. */
  public Gold(
      String table, Duration window, Duration lateness, List<String> by, List<Measure> measures) {
    this(table, window, Duration.ZERO, lateness, by, measures, Layout.PLAIN);
  }
}
