/** The Coinbase Exchange: its facts, what to send it, and what its frames are. Pure. */
@NullMarked
package tributary.feeds.coinbaseexchange;

import org.jspecify.annotations.NullMarked;
