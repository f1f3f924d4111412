/** Copies of the lake's tables in PostgreSQL: exact rows, their ledger, flat views, a reader. */
@NullMarked
package tributary.lake.postgres;

import org.jspecify.annotations.NullMarked;
