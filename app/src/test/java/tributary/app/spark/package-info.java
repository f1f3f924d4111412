/** Tests of how a job is submitted. */
@NullMarked
package tributary.app.spark;

import org.jspecify.annotations.NullMarked;
