/** Binance's side of the socket, for its simulator. */
@NullMarked
package tributary.feeds.simulator.binance;

import org.jspecify.annotations.NullMarked;
