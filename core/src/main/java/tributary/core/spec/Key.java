package tributary.core.spec;

import java.time.Duration;
import java.util.List;

/**
 * The natural key of silver rows.
 *
 * @param columns required columns whose values together make a row itself
 * @param within how far back in event time de-duplication remembers; older rows are looked up in
 *     the table
 * @param versions whether a row whose key is known and whose other columns differ from the newest
 *     row with it is the next version; else it is a duplicate. The event time is then one of the
 *     columns
 */
public record Key(List<String> columns, Duration within, boolean versions) {

  /** A key of which only the first row is taken in. */
  public Key(List<String> columns, Duration within) {
    this(columns, within, false);
  }

  public Key {
    columns = List.copyOf(columns);
  }
}
