/** The frames that bronze keeps, in an order in which a run could have taken them in. */
@NullMarked
package tributary.ingest.bronze;

import org.jspecify.annotations.NullMarked;
