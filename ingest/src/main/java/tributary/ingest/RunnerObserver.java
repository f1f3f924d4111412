package tributary.ingest;

import tributary.core.rows.Rows;

/**
 * Sees rows on their way, before they are committed. Called on the runner's thread unless it says
 * otherwise: must be quick, must not throw, and may not hold on to the rows.
 */
public interface RunnerObserver {
  /** Silver rows from (inclusive) until (exclusive) were taken in. */
  void silver(Rows rows, int from, int until);

  /**
   * These windows of the gold table changed, as they stand now; at the start, the newest ones that
   * the table holds.
   */
  void windows(String table, Rows rows);

  /**
   * A batch was committed to all tables that it concerns. Called on the thread that commits, which
   * waits for it.
   */
  default void committed() {}
}
