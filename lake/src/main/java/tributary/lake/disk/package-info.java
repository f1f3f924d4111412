/** What a table does to a file system, one call for each thing that can fail on its own. */
@NullMarked
package tributary.lake.disk;

import org.jspecify.annotations.NullMarked;
