package tributary.core.rows;

/**
 * Reads the values of some columns of a row as one byte string, equal for equal values only. Reused
 * from row to row; not thread-safe.
 */
public final class KeyReader extends RowBytes {
  private final int[] columns;

  /**
   * @param columns the places of the columns, which must be required ones
   */
  public KeyReader(int... columns) {
    this.columns = columns.clone();
  }

  /** Reads the key of one row; {@link #array} and {@link #length} then hold it. */
  public void read(Rows rows, int row) {
    clear();
    for (int column : columns) {
      put(rows.column(column), row);
    }
  }
}
