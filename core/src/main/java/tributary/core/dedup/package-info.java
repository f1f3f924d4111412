/**
 * Keeps silver unique on its key, or each version of a key once: what was taken in lately. Pure.
 */
@NullMarked
package tributary.core.dedup;

import org.jspecify.annotations.NullMarked;
