package tributary.core.spec;

import java.util.List;

/**
 * A table that is copied to a store outside the lake, row by row and change by change.
 *
 * @param table the silver or gold table that is copied
 * @param as what it is called there: one name, or a schema and a name with a point between
 * @param columns the columns that are seen there, in order; empty for all of them
 */
public record Copy(Target target, String table, String as, List<String> columns) {

  /** Where copies go. */
  public enum Target {
    CLICKHOUSE,
    POSTGRES
  }

  public Copy {
    columns = List.copyOf(columns);
  }
}
