/** Questions in SQL: DuckDB over the files of the tables, read-only and shut off from the rest. */
@NullMarked
package tributary.serve.sql;

import org.jspecify.annotations.NullMarked;
