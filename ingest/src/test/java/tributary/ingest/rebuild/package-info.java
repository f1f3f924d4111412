@NullMarked
package tributary.ingest.rebuild;

import org.jspecify.annotations.NullMarked;
