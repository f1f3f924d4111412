/** Tests of the job jar as it is shipped. */
@NullMarked
package tributary.job;

import org.jspecify.annotations.NullMarked;
