/** Coinbase Advanced Trade: its facts, what to send it, and what its frames are. Pure. */
@NullMarked
package tributary.feeds.coinbaseadvanced;

import org.jspecify.annotations.NullMarked;
