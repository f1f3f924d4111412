/** Where a simulator's frames come from: a recording, or a market made from a seed. */
@NullMarked
package tributary.feeds.simulator.source;

import org.jspecify.annotations.NullMarked;
