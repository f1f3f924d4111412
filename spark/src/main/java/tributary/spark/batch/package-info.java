/** What the driver does with each batch: plan the lanes, join what they made, commit the tables. */
@NullMarked
package tributary.spark.batch;

import org.jspecify.annotations.NullMarked;
