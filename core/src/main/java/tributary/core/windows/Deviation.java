package tributary.core.windows;

import java.math.BigInteger;
import tributary.core.rows.Column;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;

/**
 * The sample standard deviation of the values: their count, sum and sum of squares, all exact,
 * until it is written, then rounded half up once.
 */
final class Deviation extends Accumulator {
  private final int column;
  private final int finerDigits;
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long count;

  /**
   * @param finerDigits how many more digits after the point the result has than the values
   */
  Deviation(int column, int finerDigits) {
    this.column = column;
    this.finerDigits = finerDigits;
  }

  @Override
  void add(Rows silver, int row, Order order) {
    Column values = silver.column(column);
    if (values.isNull(row)) {
      return;
    }
    count++;
    Sum.addTo(sum, values, row);
    if (values instanceof LongColumn longs) {
      squares.addProduct(longs.get(row), longs.get(row));
    } else {
      squares.add(Values.number(silver, column, row).unscaledValue().pow(2));
    }
  }

  @Override
  void write(Rows gold, int to, int row) {
    if (count > 1) {
      writeUnscaled(gold, to, row, deviation());
    }
  }

  /** The root of x is rounded by the root of 4x, which is twice as fine and cut off. */
  private BigInteger deviation() {
    BigInteger n = BigInteger.valueOf(count);
    BigInteger spread = squares.value().multiply(n).subtract(sum.value().pow(2));
    BigInteger four = spread.multiply(BigInteger.TEN.pow(2 * finerDigits)).shiftLeft(2);
    BigInteger twice = four.divide(n.multiply(n.subtract(BigInteger.ONE))).sqrt();
    return twice.add(BigInteger.ONE).shiftRight(1);
  }
}
