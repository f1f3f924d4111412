/** The command line: one file per command, and one place that turns failures into messages. */
@NullMarked
package tributary.app.cli;

import org.jspecify.annotations.NullMarked;
