/** Where the frames of a simulator come from: a recording, or trades made from a seed. */
@NullMarked
package tributary.feeds.simulator.source;

import org.jspecify.annotations.NullMarked;
