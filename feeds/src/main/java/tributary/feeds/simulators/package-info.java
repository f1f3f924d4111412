/** The list of simulators by venue: a new one is one folder and one line here. */
@NullMarked
package tributary.feeds.simulators;

import org.jspecify.annotations.NullMarked;
