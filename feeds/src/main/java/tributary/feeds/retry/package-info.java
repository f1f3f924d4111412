/** How long to leave a venue alone before it is tried again. */
@NullMarked
package tributary.feeds.retry;

import org.jspecify.annotations.NullMarked;
