/** How a run gets on, for those who watch it. */
@NullMarked
package tributary.spark.metrics;

import org.jspecify.annotations.NullMarked;
