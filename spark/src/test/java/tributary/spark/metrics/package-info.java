/** What a run shows. */
@NullMarked
package tributary.spark.metrics;

import org.jspecify.annotations.NullMarked;
