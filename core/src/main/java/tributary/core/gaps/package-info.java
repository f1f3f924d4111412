/** What is missing: holes in the ids of a product's rows, and what a feed says it did not hear. */
@NullMarked
package tributary.core.gaps;

import org.jspecify.annotations.NullMarked;
