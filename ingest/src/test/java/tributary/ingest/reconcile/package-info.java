@NullMarked
package tributary.ingest.reconcile;

import org.jspecify.annotations.NullMarked;
