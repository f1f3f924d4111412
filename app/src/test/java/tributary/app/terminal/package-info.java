/** What reaches the user's screen. */
@NullMarked
package tributary.app.terminal;

import org.jspecify.annotations.NullMarked;
