package tributary.core.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;

/** All checks of a table's columns, in the order in which the pipeline names them. */
public final class Rules {
  private final List<Rule> rules = new ArrayList<>();

  /** The checks of these columns; the place in the list is the place in the rows. */
  public Rules(List<ColumnSpec> columns) {
    for (int i = 0; i < columns.size(); i++) {
      for (Check check : columns.get(i).checks()) {
        rules.add(Rule.of(columns.get(i), i, check));
      }
    }
  }

  /**
   * Asks all checks of one row.
   *
   * @return what failed first, for people; null if all hold
   */
  public @Nullable String failure(Rows rows, int row, long receivedMicros) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (!rule.holds(rows, row, receivedMicros)) {
        return rule.describe(rows, row);
      }
    }
    return null;
  }

  /** Asks the checks of one column only. */
  public @Nullable String failureOf(int column, Rows rows, int row, long receivedMicros) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.column == column && !rule.holds(rows, row, receivedMicros)) {
        return rule.describe(rows, row);
      }
    }
    return null;
  }
}
