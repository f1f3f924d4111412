/** Files that Spark keeps. */
@NullMarked
package tributary.spark.files;

import org.jspecify.annotations.NullMarked;
