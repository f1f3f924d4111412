/** Tests of the lake's tables as SQL wants them. */
@NullMarked
package tributary.app.tables;

import org.jspecify.annotations.NullMarked;
