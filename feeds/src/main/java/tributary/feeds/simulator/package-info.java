/** A Coinbase WebSocket server on loopback that can misbehave and knows what it sent. */
@NullMarked
package tributary.feeds.simulator;

import org.jspecify.annotations.NullMarked;
