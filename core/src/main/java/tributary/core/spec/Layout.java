package tributary.core.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a table looks beside its own columns.
 *
 * @param renames the names of columns that Tributary adds, by those that they have otherwise
 * @param day the timestamp column, by its name in the table, by whose UTC day the files are
 *     partitioned; null if they are not
 */
public record Layout(Map<String, String> renames, @Nullable String day) {
  /** All columns keep their names, and nothing is partitioned. */
  public static final Layout PLAIN = new Layout(Map.of(), null);

  public Layout {
    renames = Map.copyOf(renames);
  }

  /** What the column that Tributary adds is called in this table. */
  public String name(String added) {
    return renames.getOrDefault(added, added);
  }
}
