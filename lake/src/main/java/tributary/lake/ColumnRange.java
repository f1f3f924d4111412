package tributary.lake;

/**
 * Rows whose column has a value from {@code from} to before {@code until}, in the units in which
 * the column is held: microseconds for a timestamp, days for a date. For columns of at most 64
 * bits; a row without value is outside.
 */
public record ColumnRange(String column, long from, long until) {}
