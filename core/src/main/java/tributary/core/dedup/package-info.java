/** Keeps silver unique on its key: what was taken in lately, and by whom. Pure. */
@NullMarked
package tributary.core.dedup;

import org.jspecify.annotations.NullMarked;
