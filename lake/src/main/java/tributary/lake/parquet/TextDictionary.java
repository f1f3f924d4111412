package tributary.lake.parquet;

import java.util.Arrays;
import tributary.core.rows.BytesColumn;

/** The distinct texts of a column chunk, numbered from 0. Reused by one thread. */
final class TextDictionary {
  private static final int MAX_ENTRIES = 4096;
  private static final int SLOTS = 4 * MAX_ENTRIES;

  /** A dictionary pays if each text stands for at least so many rows. */
  private static final int MIN_REPEATS = 4;

  private final int[] slots = new int[SLOTS];
  private final int[] firstRows = new int[MAX_ENTRIES];
  private final Scratch entries = new Scratch();
  private int[] numbers = new int[1024];
  private int size;

  /**
   * Numbers the texts of the first {@code rows} rows.
   *
   * @return whether a dictionary pays; otherwise the content is undefined
   */
  boolean build(BytesColumn column, int rows) {
    size = 0;
    entries.clear();
    Arrays.fill(slots, 0);
    if (numbers.length < rows) {
      numbers = new int[Math.max(rows, numbers.length * 2)];
    }
    int limit = Math.min(MAX_ENTRIES, Math.max(1, rows / MIN_REPEATS));
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row) && !add(column, row, limit)) {
        return false;
      }
    }
    return size > 0;
  }

  private boolean add(BytesColumn column, int row, int limit) {
    int slot = hash(column, row) & (SLOTS - 1);
    while (slots[slot] != 0 && !same(column, row, firstRows[slots[slot] - 1])) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (slots[slot] == 0) {
      if (size == limit) {
        return false;
      }
      firstRows[size++] = row;
      slots[slot] = size;
      entries.putInt(column.length(row));
      entries.write(column.array(), column.start(row), column.length(row));
    }
    numbers[row] = slots[slot] - 1;
    return true;
  }

  private static boolean same(BytesColumn column, int row, int other) {
    int start = column.start(row);
    int otherStart = column.start(other);
    return Arrays.equals(
        column.array(),
        start,
        start + column.length(row),
        column.array(),
        otherStart,
        otherStart + column.length(other));
  }

  private static int hash(BytesColumn column, int row) {
    byte[] bytes = column.array();
    int start = column.start(row);
    int end = start + column.length(row);
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }

  /** The number of distinct texts. */
  int size() {
    return size;
  }

  /** The texts in the order of their numbers, each after its length. */
  Scratch entries() {
    return entries;
  }

  /** The number of the row's text; the row must have one. */
  int number(int row) {
    return numbers[row];
  }
}
