/** Typed columns that hold many rows: what decode fills, windows read and the lake writes. */
@NullMarked
package tributary.core.rows;

import org.jspecify.annotations.NullMarked;
