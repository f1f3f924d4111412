/** From a full topic to committed tables: how fast and for how much, beside the baseline. */
@NullMarked
package tributary.bench.ingest;

import org.jspecify.annotations.NullMarked;
