/** What executors do: each lane of a batch through the core, into files that no table names yet. */
@NullMarked
package tributary.spark.lanes;

import org.jspecify.annotations.NullMarked;
