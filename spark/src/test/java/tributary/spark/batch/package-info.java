/** The driver's plans. */
@NullMarked
package tributary.spark.batch;

import org.jspecify.annotations.NullMarked;
