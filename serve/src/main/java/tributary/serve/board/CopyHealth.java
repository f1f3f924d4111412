package tributary.serve.board;

/**
 * How a copy of a table in another store is doing.
 *
 * @param store what the store is called
 * @param name what the table is called there
 * @param isWell false if somebody should look after it
 * @param text in words
 */
public record CopyHealth(String store, String name, boolean isWell, String text) {}
