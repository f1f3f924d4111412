/** Bitstamp's WebSocket v2: its facts, what to send it, and what its frames are. Pure. */
@NullMarked
package tributary.feeds.bitstamp;

import org.jspecify.annotations.NullMarked;
