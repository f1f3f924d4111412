package tributary.core.intake;

import java.util.SortedMap;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;

/**
 * What one commit of a growing table adds.
 *
 * @param ranges what it takes in, by partition; empty if the table has it all already, and is then
 *     not to be committed
 */
public record TableBatch(Rows rows, SortedMap<Integer, Range> ranges) {}
