/** What the rows of a pipeline's tables mean, as a text that is kept with each table. */
@NullMarked
package tributary.core.definition;

import org.jspecify.annotations.NullMarked;
