/** The streaming query: where batches come from, and when. */
@NullMarked
package tributary.spark.query;

import org.jspecify.annotations.NullMarked;
