/** What a table is, whichever format its log is kept in. */
@NullMarked
package tributary.lake.table;

import org.jspecify.annotations.NullMarked;
