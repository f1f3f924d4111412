/** Whether two tables hold the same rows, and which rows differ. */
@NullMarked
package tributary.lake.reconcile;

import org.jspecify.annotations.NullMarked;
