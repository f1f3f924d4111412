/** What a feed must know of a venue: whom to call, what to ask for, and what a frame is. */
@NullMarked
package tributary.feeds.venue;

import org.jspecify.annotations.NullMarked;
