package tributary.ingest.tables;

import java.util.Optional;
import java.util.SortedMap;
import tributary.core.intake.TableBatch;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.lake.GrowingTable;
import tributary.lake.StagedRows;

/** A table that grows, with the ledger of its last commit. */
final class PlainTable {
  private final GrowingTable table;
  private Ledger ledger;

  PlainTable(GrowingTable table, Ledger nothing) {
    this.table = table;
    this.ledger = table.ledger().orElse(nothing);
  }

  GrowingTable table() {
    return table;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Writes the file of a batch; answers what commits it. */
  Runnable stage(TableBatch batch) {
    return committing(table.stage(batch.rows()), batch.ranges());
  }

  /** What commits files that were written already. */
  Runnable committing(Optional<StagedRows> files, SortedMap<Integer, Range> ranges) {
    return () -> {
      Ledger next = ledger.advance(ranges);
      table.commit(files, next);
      ledger = next;
    };
  }
}
