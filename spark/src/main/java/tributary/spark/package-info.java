/** The Spark runner as a program. */
@NullMarked
package tributary.spark;

import org.jspecify.annotations.NullMarked;
