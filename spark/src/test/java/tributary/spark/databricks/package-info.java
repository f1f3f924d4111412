/** The bundle in deploy/databricks, as far as it can be checked without a workspace. */
@NullMarked
package tributary.spark.databricks;

import org.jspecify.annotations.NullMarked;
