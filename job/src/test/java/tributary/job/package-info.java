/** The job jar in a real cluster. */
@NullMarked
package tributary.job;

import org.jspecify.annotations.NullMarked;
