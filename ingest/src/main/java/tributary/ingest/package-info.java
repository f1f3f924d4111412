/** The embedded runner: reads the topic once, takes it in, and commits the tables. */
@NullMarked
package tributary.ingest;

import org.jspecify.annotations.NullMarked;
