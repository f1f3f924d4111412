/** What is safe to be sent where. */
@NullMarked
package tributary.lake.net;

import org.jspecify.annotations.NullMarked;
