package tributary.core.intake;

import tributary.core.frame.Frame;
import tributary.core.rows.Rows;

/** Tells rows of silver from what only repeats them. */
sealed interface Duplicates permits SilverKeys, SilverVersions {

  /** Remembers rows that silver has. */
  void restore(Rows silver);

  /** Whether this row is none of silver; remembers it if it is one. */
  boolean isDuplicate(Frame frame, PartitionIntake partition, Rows silver, int row);

  /** Lets go of what no longer has to be remembered, after a cut. */
  void forget();
}
