/** Processes of their own for what is measured, and what they cost. */
@NullMarked
package tributary.bench.process;

import org.jspecify.annotations.NullMarked;
