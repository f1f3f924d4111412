/** Shows that no frame is missing: what the tables hold against what their ledgers say. */
@NullMarked
package tributary.app.sums;

import org.jspecify.annotations.NullMarked;
