package tributary.core.spec;

import java.time.Duration;
import java.util.List;

/**
 * The natural key of silver rows.
 *
 * @param columns required columns whose values together make a row itself
 * @param within how far back in event time de-duplication remembers; older rows are looked up in
 *     the table
 */
public record Key(List<String> columns, Duration within) {

  public Key {
    columns = List.copyOf(columns);
  }
}
