/** What a frame carries beside its bytes. */
@NullMarked
package tributary.core.frame;

import org.jspecify.annotations.NullMarked;
