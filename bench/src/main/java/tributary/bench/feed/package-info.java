/** One feed process under load: a server on loopback, the feed, and bare clients beside it. */
@NullMarked
package tributary.bench.feed;

import org.jspecify.annotations.NullMarked;
