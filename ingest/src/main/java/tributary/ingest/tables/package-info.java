/** The tables of one pipeline: how they are made, committed together, and looked into. */
@NullMarked
package tributary.ingest.tables;

import org.jspecify.annotations.NullMarked;
