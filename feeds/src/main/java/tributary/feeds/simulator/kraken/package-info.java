/** Kraken's side of the socket, for its simulator. */
@NullMarked
package tributary.feeds.simulator.kraken;

import org.jspecify.annotations.NullMarked;
