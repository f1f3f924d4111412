/** A user's {@code client.properties}: its secrets, and what the service behind it needs. */
@NullMarked
package tributary.feeds.kafka;

import org.jspecify.annotations.NullMarked;
