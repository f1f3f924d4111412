package tributary.spark;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table in a form that does not depend on who read it: numbers as Integer, Long or
 * BigDecimal, times as Instant, truth as Boolean, text as String, bytes as hexadecimal digits, and
 * headers as a list of {@code key=value}.
 */
record Line(List<@Nullable Object> cells) {

  static Line of(@Nullable Object[] cells) {
    return new Line(Collections.unmodifiableList(Arrays.asList(cells)));
  }

  /** The cell at the given place, which must have a value. */
  Object at(int column) {
    return Objects.requireNonNull(cells.get(column));
  }

  /** The same rows in an order of their own, so that lists of them compare. */
  static List<Line> sorted(List<Line> lines) {
    return lines.stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }
}
