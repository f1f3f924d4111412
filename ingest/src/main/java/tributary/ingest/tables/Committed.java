package tributary.ingest.tables;

import java.util.List;
import java.util.function.Consumer;
import tributary.core.rows.Rows;

/**
 * The tables of one pipeline as of their last commits, for those who have to look something up. For
 * the thread that takes frames in.
 */
public interface Committed {

  /**
   * Hands over the open windows of a gold table, or the gaps that may still change: all of them at
   * once, also if there are none.
   */
  void open(String table, Consumer<Rows> rows);

  /**
   * Hands over the rows of a gold table whose window begins from (inclusive) until (exclusive)
   * these microseconds.
   */
  void windows(String table, long fromMicros, long untilMicros, Consumer<Rows> rows);

  /**
   * Hands over some columns of the silver rows with an event time from (inclusive) until
   * (exclusive) these microseconds, in batches that are valid during the call.
   */
  void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows);

  /** A number that changes with each batch: what was looked up before it may be out of date. */
  long batches();
}
