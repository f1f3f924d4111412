package tributary.core.spec;

import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;

/**
 * One measure of a window.
 *
 * @param column the silver column measured; null for {@code COUNT} of rows
 * @param weight the silver column that weighs it; only for {@code VWAP}
 * @param type the type of the result
 */
public record Measure(
    String name, Function function, @Nullable String column, @Nullable String weight, Type type) {

  /** What is computed. Nulls are left out of all of them. */
  public enum Function {
    /** The value with the least (event time, sequence, offset). */
    FIRST,
    /** The value with the greatest (event time, sequence, offset). */
    LAST,
    MIN,
    MAX,
    SUM,
    COUNT,
    /** Sum over count, rounded half up once. */
    AVG,
    /** Sum of value times weight over sum of weight, rounded half up once. */
    VWAP,
    /** The sample standard deviation, rounded half up once; none of fewer than two values. */
    STDDEV
  }
}
