/** The job jar as it is shipped, and in a real cluster. */
@NullMarked
package tributary.job;

import org.jspecify.annotations.NullMarked;
