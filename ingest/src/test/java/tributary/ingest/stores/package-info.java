@NullMarked
package tributary.ingest.stores;

import org.jspecify.annotations.NullMarked;
