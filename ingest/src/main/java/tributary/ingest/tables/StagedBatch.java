package tributary.ingest.tables;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tributary.core.intake.GoldBatch;
import tributary.core.ledger.Range;
import tributary.lake.StagedRows;

/**
 * A batch whose files of the growing tables were written elsewhere, perhaps on other machines.
 *
 * @param gold in the order of the pipeline's gold tables
 * @param gaps null where nobody notices gaps
 */
public record StagedBatch(
    StagedTable bronze,
    StagedTable quarantine,
    StagedTable silver,
    List<GoldBatch> gold,
    @Nullable GoldBatch gaps) {

  public StagedBatch {
    gold = List.copyOf(gold);
  }

  /**
   * What one growing table takes in.
   *
   * @param files empty if there are no rows
   * @param ranges empty if the table has it all already, and is not to be committed
   */
  public record StagedTable(Optional<StagedRows> files, SortedMap<Integer, Range> ranges) {}
}
