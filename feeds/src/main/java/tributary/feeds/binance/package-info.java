/** Binance's spot market: its facts, what to send it, and what its frames are. Pure. */
@NullMarked
package tributary.feeds.binance;

import org.jspecify.annotations.NullMarked;
