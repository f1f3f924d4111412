/**
 * The feed for venues that are asked: {@code PollFeed} asks on the venue's schedule, publishes what
 * is data, and says in the stream when it heard nothing for too long.
 */
@NullMarked
package tributary.feeds.poll;

import org.jspecify.annotations.NullMarked;
