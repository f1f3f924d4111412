/** How far a table has taken in a topic: stored inside the table's own commit. */
@NullMarked
package tributary.core.ledger;

import org.jspecify.annotations.NullMarked;
