/** Where the program starts: its parts, put together. */
@NullMarked
package tributary.app;

import org.jspecify.annotations.NullMarked;
