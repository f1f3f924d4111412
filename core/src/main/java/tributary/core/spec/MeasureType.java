package tributary.core.spec;

import java.util.Optional;
import tributary.core.rows.Type;
import tributary.core.spec.Measure.Function;

/**
 * The types of measures. Sums and averages of decimals have the types that Spark gives them, so
 * that Spark recomputes a gold table to the same bits.
 */
final class MeasureType {
  private static final int MOST_DIGITS = 38;

  private MeasureType() {}

  /** The type of the function's result; empty if it cannot be taken of such a column. */
  static Optional<Type> of(Function function, Type column) {
    return switch (function) {
      case FIRST, LAST -> Optional.of(column);
      case COUNT -> Optional.of(new Type.BigInt());
      case MIN, MAX -> Optional.of(column).filter(Types::isOrdered);
      case SUM -> Types.exact(column).map(exact -> sum(column, exact));
      case AVG, VWAP -> Types.exact(column).map(MeasureType::average);
      case STDDEV -> Types.exact(column).map(MeasureType::deviation);
    };
  }

  /** What the function needs a column to be. */
  static String needs(Function function) {
    return switch (function) {
      case FIRST, LAST, COUNT -> "any column";
      case MIN, MAX -> "a column of numbers, timestamps or dates";
      case SUM, AVG, VWAP, STDDEV -> "a column of type int, bigint or decimal";
    };
  }

  /** Why a column of the type is refused. */
  static String objection(Type column) {
    return column instanceof Type.Float64
        ? "is a double, and a sum of doubles depends on the order of its rows"
        : "is of type " + column.label();
  }

  /**
   * Integers are summed as decimals of 38 digits: no count of rows overflows them, where Spark's
   * own bigint sum would fail.
   */
  private static Type sum(Type column, Type.Decimal exact) {
    return column instanceof Type.Decimal
        ? new Type.Decimal(Math.min(MOST_DIGITS, exact.precision() + 10), exact.scale())
        : new Type.Decimal(MOST_DIGITS, 0);
  }

  /** Two values as far from each other as can be deviate by more than either of them is. */
  private static Type deviation(Type.Decimal exact) {
    return new Type.Decimal(
        Math.min(MOST_DIGITS, exact.precision() + 5), Math.min(MOST_DIGITS, exact.scale() + 4));
  }

  private static Type average(Type.Decimal exact) {
    return new Type.Decimal(
        Math.min(MOST_DIGITS, exact.precision() + 4), Math.min(MOST_DIGITS, exact.scale() + 4));
  }
}
