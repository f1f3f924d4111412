/** Coinbase Advanced Trade as its simulator speaks. */
@NullMarked
package tributary.feeds.simulator.coinbaseadvanced;

import org.jspecify.annotations.NullMarked;
