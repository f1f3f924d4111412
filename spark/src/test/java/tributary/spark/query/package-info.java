/** The streaming query. */
@NullMarked
package tributary.spark.query;

import org.jspecify.annotations.NullMarked;
