package tributary.core.rows;

/**
 * Reads the values of some columns of a row, of which any may be null, as one byte string, equal
 * for equal values and nulls only. Reused from row to row; not thread-safe.
 */
public final class ContentReader extends RowBytes {
  private final int[] columns;

  /**
   * @param columns the places of the columns
   */
  public ContentReader(int... columns) {
    this.columns = columns.clone();
  }

  /** Reads one row; {@link #array} and {@link #length} then hold its values. */
  public void read(Rows rows, int row) {
    clear();
    for (int from = 0; from < columns.length; from += Long.SIZE) {
      int until = Math.min(columns.length, from + Long.SIZE);
      put(present(rows, row, from, until));
      for (int i = from; i < until; i++) {
        Column values = rows.column(columns[i]);
        if (!values.isNull(row)) {
          put(values, row);
        }
      }
    }
  }

  /** One bit for each column that has a value. */
  private long present(Rows rows, int row, int from, int until) {
    long bits = 0;
    for (int i = from; i < until; i++) {
      bits |= rows.column(columns[i]).isNull(row) ? 0 : 1L << (i - from);
    }
    return bits;
  }
}
