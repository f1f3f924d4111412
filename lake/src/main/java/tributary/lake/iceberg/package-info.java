/** Iceberg tables through iceberg-core: catalogs, commits with a ledger, upkeep, reading. */
@NullMarked
package tributary.lake.iceberg;

import org.jspecify.annotations.NullMarked;
