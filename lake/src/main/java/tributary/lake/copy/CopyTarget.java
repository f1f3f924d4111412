package tributary.lake.copy;

import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.rows.Rows;

/**
 * One copied table in a store outside the lake. Owned by one thread; connects when it is first
 * asked, and again after a failure.
 */
public interface CopyTarget extends AutoCloseable {

  /** What it copies. */
  CopyShape shape();

  /**
   * Makes what is missing there: tables, views, the ledger. Does nothing where all of it is there.
   *
   * @throws CopyRefusedException if what is there does not fit, or a setting makes exact copies
   *     impossible: trying again will not help
   * @throws CopyUnavailableException if the store cannot be reached or is not able to just now; so
   *     in all methods
   */
  void prepare();

  /**
   * How far the copy has come, read from the store itself; empty before the first write, and where
   * nothing was prepared. Makes nothing there.
   */
  Optional<CopyPosition> position();

  /**
   * Takes in rows, each replacing the one with its key, and moves the position on. Afterwards both
   * are in the store, or a repetition with the same arguments leaves the same rows as if this had
   * not been tried.
   *
   * @param from the position from which the rows were taken
   * @param to the position once they are in
   * @throws CopyRefusedException if somebody else has moved the position; nothing is taken in
   */
  void write(Optional<CopyPosition> from, CopyPosition to, RowSource rows);

  /**
   * Reads all rows as a reader of the store would see them, with all columns of the shape's schema,
   * in no particular order, in batches that are valid during their call only. Makes nothing there.
   * Where rows and position are not one transaction, rows of a write can be among them whose
   * position has not moved yet.
   */
  void scan(Consumer<Rows> sink);

  /** Gives up the connection; never throws. */
  @Override
  void close();
}
