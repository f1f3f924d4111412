/** From a feed into Kafka: every frame, unchanged, acknowledged or counted as refused. */
@NullMarked
package tributary.feeds.publish;

import org.jspecify.annotations.NullMarked;
