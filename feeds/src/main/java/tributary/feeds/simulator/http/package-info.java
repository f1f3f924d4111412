/** Venues that are asked over HTTP, on loopback: they answer, and misbehave as scripted. */
@NullMarked
package tributary.feeds.simulator.http;

import org.jspecify.annotations.NullMarked;
