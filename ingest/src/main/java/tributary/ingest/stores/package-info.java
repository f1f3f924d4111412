/** A user's stores file, and the doors of the stores that it names. */
@NullMarked
package tributary.ingest.stores;

import org.jspecify.annotations.NullMarked;
