/** What the user sees: output, errors and a status line. */
@NullMarked
package tributary.app.terminal;

import org.jspecify.annotations.NullMarked;
