@NullMarked
package tributary.ingest.bronze;

import org.jspecify.annotations.NullMarked;
