/** Whether the lake's tables hold what their pipeline makes of bronze. */
@NullMarked
package tributary.ingest.reconcile;

import org.jspecify.annotations.NullMarked;
