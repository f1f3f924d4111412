/** Files that Spark keeps, without child processes. */
@NullMarked
package tributary.spark.files;

import org.jspecify.annotations.NullMarked;
