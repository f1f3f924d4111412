/** The Coinbase Exchange as its simulator speaks. */
@NullMarked
package tributary.feeds.simulator.coinbaseexchange;

import org.jspecify.annotations.NullMarked;
