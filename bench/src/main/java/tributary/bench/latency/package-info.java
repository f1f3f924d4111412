/** How long a frame is on its way: to the page, and into tables as another process sees them. */
@NullMarked
package tributary.bench.latency;

import org.jspecify.annotations.NullMarked;
