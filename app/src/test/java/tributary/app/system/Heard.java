package tributary.app.system;

import java.util.Set;
import tributary.feeds.simulator.Truth;

/**
 * What a market sent to a client.
 *
 * @param truth as the simulator counted it
 * @param digests of all different frames that are neither ack nor error
 */
record Heard(Truth truth, Set<String> digests) {}
