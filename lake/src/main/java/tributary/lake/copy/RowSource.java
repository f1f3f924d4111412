package tributary.lake.copy;

import java.util.function.Consumer;
import tributary.core.rows.Rows;

/** Rows that are read while they are handed over. */
@FunctionalInterface
public interface RowSource {

  /**
   * Hands over all rows in batches, each valid during its call only. May be called again, and then
   * hands over the same rows.
   */
  void forEach(Consumer<Rows> sink);
}
