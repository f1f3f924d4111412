/** Delta tables through Delta Kernel, whose types go no further. */
@NullMarked
package tributary.lake.delta;

import org.jspecify.annotations.NullMarked;
