package tributary.core.intake;

import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.dedup.Coordinates;
import tributary.core.rows.Rows;
import tributary.core.windows.CommittedRows;

/**
 * What the tables hold, for the few rows that memory does not decide. Every answer covers all
 * batches that were cut before, so an implementation waits for a commit that is under way.
 */
public interface History extends CommittedRows {
  /**
   * Hands over the rows of the gold table whose windows were open at its last commit, or the gaps
   * that could still change: all of them at once, also if there are none.
   */
  void open(String table, Consumer<Rows> rows);

  /** How long the stretches of event time are in which {@link #find} looks, from the epoch on. */
  long STRETCH_MICROS = 60_000_000;

  /**
   * The frame that brought the silver row with the same key as this one, if there is one whose
   * event time lies in the same stretch of {@link #STRETCH_MICROS}.
   */
  Optional<Coordinates> find(Rows silver, int row);
}
