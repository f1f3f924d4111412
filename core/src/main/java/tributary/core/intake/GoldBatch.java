package tributary.core.intake;

import java.util.SortedMap;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;

/**
 * What one commit of a gold table changes.
 *
 * @param open all windows that are open now; they replace those of the commit before
 * @param sealed windows that became final, or are final and were corrected
 * @param ranges as in {@link TableBatch}
 */
public record GoldBatch(String table, Rows open, Rows sealed, SortedMap<Integer, Range> ranges) {}
