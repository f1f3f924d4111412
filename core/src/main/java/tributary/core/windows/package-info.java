/**
 * Windows over silver rows: what is computed, when a window is final, and what a late row does.
 * Pure: decided by the log alone.
 */
@NullMarked
package tributary.core.windows;

import org.jspecify.annotations.NullMarked;
