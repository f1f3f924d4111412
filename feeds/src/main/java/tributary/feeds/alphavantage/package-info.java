/** Alpha Vantage, one folder: what its documentation says, and how that becomes calls. */
@NullMarked
package tributary.feeds.alphavantage;

import org.jspecify.annotations.NullMarked;
