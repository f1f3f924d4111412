/** The command line as a user types it. */
@NullMarked
package tributary.app.cli;

import org.jspecify.annotations.NullMarked;
