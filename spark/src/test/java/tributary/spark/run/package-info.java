/** The Spark runner beside the embedded one, over the same records. */
@NullMarked
package tributary.spark.run;

import org.jspecify.annotations.NullMarked;
