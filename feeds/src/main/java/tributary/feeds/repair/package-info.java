/** Fetches what a feed missed from the venue's REST API, and publishes it to the same topic. */
@NullMarked
package tributary.feeds.repair;

import org.jspecify.annotations.NullMarked;
