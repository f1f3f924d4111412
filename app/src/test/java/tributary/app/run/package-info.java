/** Tests of the parts of a run. */
@NullMarked
package tributary.app.run;

import org.jspecify.annotations.NullMarked;
