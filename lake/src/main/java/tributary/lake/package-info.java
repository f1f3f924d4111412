/** The tables of a data folder: written by one process, read by any. */
@NullMarked
package tributary.lake;

import org.jspecify.annotations.NullMarked;
