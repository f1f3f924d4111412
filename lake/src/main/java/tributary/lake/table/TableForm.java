package tributary.lake.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/**
 * How a table is made.
 *
 * @param statistics the columns whose bounds the log keeps for each file
 * @param day the timestamp column by whose UTC day the files are partitioned, if they are
 * @param retention how long versions can be read after they were replaced
 * @param definition what its rows mean, to be kept with the table; empty if nobody asks for it
 */
public record TableForm(
    Schema schema,
    List<String> statistics,
    Optional<String> day,
    Duration retention,
    Optional<String> definition) {

  /** A table with which no definition is kept. */
  public TableForm(
      Schema schema, List<String> statistics, Optional<String> day, Duration retention) {
    this(schema, statistics, day, retention, Optional.empty());
  }

  public TableForm {
    statistics = List.copyOf(statistics);
    statistics.forEach(schema::indexOf);
    day.ifPresent(column -> checkDay(schema, column));
  }

  /** The same form with what the rows mean. */
  public TableForm defined(Optional<String> meaning) {
    return new TableForm(schema, statistics, day, retention, meaning);
  }

  private static void checkDay(Schema schema, String column) {
    if (!(schema.field(schema.indexOf(column)).type() instanceof Type.Timestamp)) {
      throw new IllegalArgumentException(
          "Invalid day of a partition: " + column + " must be a timestamp");
    }
  }
}
