/** The list of venues by name: a new venue is one folder and one line here. */
@NullMarked
package tributary.feeds.venues;

import org.jspecify.annotations.NullMarked;
