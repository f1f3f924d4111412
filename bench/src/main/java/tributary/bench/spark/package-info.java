/** Spark's ways from a topic to Delta tables beside each other: stock, tuned, and ours. */
@NullMarked
package tributary.bench.spark;

import org.jspecify.annotations.NullMarked;
