package tributary.core.spec;

import java.time.Duration;
import java.util.List;

/**
 * A table of tumbling windows over silver, aligned to the epoch.
 *
 * @param table the name of the gold table
 * @param window the length of a window
 * @param lateness how long after its end a window still counts as open, in event time
 * @param by the silver columns that get windows of their own
 * @param measures the measures in the table's order
 */
public record Gold(
    String table, Duration window, Duration lateness, List<String> by, List<Measure> measures) {

  public Gold {
    by = List.copyOf(by);
    measures = List.copyOf(measures);
  }
}
