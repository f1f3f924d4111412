/** A running feed: one WebSocket to a venue, watched, and connected again when it fails. */
@NullMarked
package tributary.feeds.socket;

import org.jspecify.annotations.NullMarked;
