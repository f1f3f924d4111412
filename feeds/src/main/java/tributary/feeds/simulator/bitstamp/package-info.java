/** Bitstamp's side of the socket, for its simulator. */
@NullMarked
package tributary.feeds.simulator.bitstamp;

import org.jspecify.annotations.NullMarked;
