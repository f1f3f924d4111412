package tributary.lake;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.WideColumn;

/**
 * One order of rows by all their columns, whatever order they came in: absent values first, numbers
 * and times by what holds them, text by its bytes.
 */
final class RowOrder {
  private RowOrder() {}

  /** The same rows in that order. */
  static Rows sorted(Rows rows) {
    Rows sorted = new Rows(rows.schema());
    Arrays.stream(IntStream.range(0, rows.size()).boxed().toArray(Integer[]::new))
        .sorted(comparing(rows))
        .forEach(row -> sorted.append(rows, row));
    return sorted;
  }

  private static Comparator<Integer> comparing(Rows rows) {
    return (one, other) -> compare(rows, one, rows, other);
  }

  /** Compares two rows of the same schema; 0 only if they are equal to the bit. */
  static int compare(Rows one, int row, Rows other, int otherRow) {
    int order = 0;
    for (int i = 0; i < one.schema().size() && order == 0; i++) {
      order = compare(one.column(i), row, other.column(i), otherRow);
    }
    return order;
  }

  private static int compare(Column one, int row, Column other, int otherRow) {
    if (one.isNull(row) || other.isNull(otherRow)) {
      return Boolean.compare(!one.isNull(row), !other.isNull(otherRow));
    }
    if (one instanceof LongColumn longs) {
      return Long.compare(longs.get(row), ((LongColumn) other).get(otherRow));
    }
    if (one instanceof WideColumn wides) {
      WideColumn others = (WideColumn) other;
      int high = Long.compare(wides.high(row), others.high(otherRow));
      return high != 0 ? high : Long.compareUnsigned(wides.low(row), others.low(otherRow));
    }
    return compare((BytesColumn) one, row, (BytesColumn) other, otherRow);
  }

  private static int compare(BytesColumn one, int row, BytesColumn other, int otherRow) {
    int start = one.start(row);
    int otherStart = other.start(otherRow);
    return Arrays.compareUnsigned(
        one.array(),
        start,
        start + one.length(row),
        other.array(),
        otherStart,
        otherStart + other.length(otherRow));
  }
}
