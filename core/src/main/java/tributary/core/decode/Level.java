package tributary.core.decode;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.rules.Rules;
import tributary.core.spec.ColumnSpec;

/**
 * The columns whose values stand in the same element: in the frame outside of all elements, or so
 * many elements deep.
 */
final class Level {
  private final List<ColumnSpec> columns;
  private final int[] own;
  private final int[] required;
  private final Rules rules;

  /** The level so deep, of these columns of all levels. */
  Level(List<ColumnSpec> columns, int depth) {
    this.columns = columns;
    this.own =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).pointer().depth() == depth)
            .toArray();
    this.required = IntStream.of(own).filter(i -> columns.get(i).required()).toArray();
    this.rules =
        new Rules(
            columns.stream()
                .map(each -> each.pointer().depth() == depth ? each : each.unchecked())
                .toList());
  }

  /** What is wrong with the values of a row of this level. */
  Outcome.@Nullable Rejected failure(Rows rows, int row, long receivedMicros) {
    for (int i : required) {
      if (rows.column(i).isNull(row)) {
        ColumnSpec column = columns.get(i);
        String what = column.isName() ? ": no name at " : ": nothing at ";
        return new Outcome.Rejected(Reason.MISSING, column.name() + what + column.pointer());
      }
    }
    String failure = rules.failure(rows, row, receivedMicros);
    return failure == null ? null : new Outcome.Rejected(Reason.CHECK_FAILED, failure);
  }

  /** Whether the checks of one column hold. */
  boolean holds(int column, Rows rows, int row, long receivedMicros) {
    return rules.failureOf(column, rows, row, receivedMicros) == null;
  }

  /** Copies this level's values of a row into the open row of other rows. */
  void copy(Rows from, int row, Rows to) {
    for (int i : own) {
      to.set(i, from, i, row);
    }
  }
}
