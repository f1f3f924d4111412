/** CoinGecko, one folder: what its documentation says, and how that becomes calls and frames. */
@NullMarked
package tributary.feeds.coingecko;

import org.jspecify.annotations.NullMarked;
