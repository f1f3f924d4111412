/** New tables from bronze, in the places of those that the pipeline file no longer describes. */
@NullMarked
package tributary.ingest.rebuild;

import org.jspecify.annotations.NullMarked;
