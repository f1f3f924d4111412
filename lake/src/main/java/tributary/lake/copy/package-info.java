/** How the rows of the lake's tables get into stores outside it, and stay the same there. */
@NullMarked
package tributary.lake.copy;

import org.jspecify.annotations.NullMarked;
