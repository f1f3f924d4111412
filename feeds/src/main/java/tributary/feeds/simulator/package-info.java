/**
 * A WebSocket venue on loopback that can misbehave and knows what it sent. What is the venue's own
 * is a {@link tributary.feeds.simulator.Dialect}, in a package of its own beside.
 */
@NullMarked
package tributary.feeds.simulator;

import org.jspecify.annotations.NullMarked;
