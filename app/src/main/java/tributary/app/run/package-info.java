/** One run of a pipeline: the parts in their order, how they are doing, and the sums at the end. */
@NullMarked
package tributary.app.run;

import org.jspecify.annotations.NullMarked;
