package tributary.core.intake;

import java.util.SortedMap;
import tributary.core.ledger.Range;
import tributary.core.windows.Cut;

/**
 * What one commit of a gold table, or of the table of gaps, changes.
 *
 * @param cut its open windows or gaps replace those of the commit before
 * @param ranges as in {@link TableBatch}
 */
public record GoldBatch(String table, Cut cut, SortedMap<Integer, Range> ranges) {}
