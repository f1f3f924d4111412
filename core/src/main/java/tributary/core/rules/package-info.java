/** The checks of a pipeline's columns, ready to be asked of rows. Pure. */
@NullMarked
package tributary.core.rules;

import org.jspecify.annotations.NullMarked;
