package tributary.lake.parquet;

import java.util.function.LongPredicate;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;

/**
 * Which rows to read, decided by one column whose values take at most 64 bits; a row in which that
 * column has no value is left out.
 */
public record RowTest(Field column, LongPredicate accepts) {

  boolean accepts(LongColumn values, int row) {
    return !values.isNull(row) && accepts.test(values.get(row));
  }
}
