package tributary.core.windows;

import java.util.function.Consumer;
import tributary.core.rows.Rows;

/** What the tables already hold, for windows that come back after they were sealed. */
public interface CommittedRows {
  /**
   * Hands over the gold rows of the table whose window begins from (inclusive) until (exclusive)
   * these microseconds, in batches that are valid during the call.
   */
  void gold(String table, long fromMicros, long untilMicros, Consumer<Rows> rows);

  /**
   * Hands over the silver rows with an event time from (inclusive) until (exclusive): each once,
   * and no others, since they are summed up. They have the table's schema; columns that neither
   * windows nor keys are made of may be null in all of them.
   */
  void silver(long fromMicros, long untilMicros, Consumer<Rows> rows);
}
