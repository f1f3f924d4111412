/** Copies of tables in ClickHouse, which show each row once. */
@NullMarked
package tributary.lake.clickhouse;

import org.jspecify.annotations.NullMarked;
