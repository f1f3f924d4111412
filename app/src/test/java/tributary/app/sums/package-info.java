/** Sums over small tables of the real lake. */
@NullMarked
package tributary.app.sums;

import org.jspecify.annotations.NullMarked;
