package tributary.core.spec;

import org.jspecify.annotations.Nullable;

/**
 * How it is noticed that rows are missing.
 *
 * @param table the name of the table of gaps
 * @param product the required string column by which ids are counted; all rows of a product come in
 *     one partition
 * @param id the required int or bigint column that rises by one from row to row of a product; null
 *     where there is none, and only the marks of the feed tell of gaps
 * @param newest where a control frame says the newest id that there is of the product, which it has
 *     at the pointer of the product's column; null if none says so
 */
public record Continuity(
    String table, String product, @Nullable String id, @Nullable JsonPointer newest) {}
