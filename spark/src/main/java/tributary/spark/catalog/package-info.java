/** Copies of the tables in a catalog that Spark knows, by Spark's own writers. */
@NullMarked
package tributary.spark.catalog;

import org.jspecify.annotations.NullMarked;
