/** What is written down. */
@NullMarked
package tributary.app.logs;

import org.jspecify.annotations.NullMarked;
