package tributary.lake.table;

import java.time.Duration;
import java.util.List;
import tributary.core.rows.Schema;

/**
 * How a table is made.
 *
 * @param statistics the columns whose bounds the log keeps for each file
 * @param retention how long versions can be read after they were replaced
 */
public record TableForm(Schema schema, List<String> statistics, Duration retention) {
  public TableForm {
    statistics = List.copyOf(statistics);
    statistics.forEach(schema::indexOf);
  }
}
