/** What the program writes down about its run, for whoever has to find out what happened. */
@NullMarked
package tributary.app.logs;

import org.jspecify.annotations.NullMarked;
