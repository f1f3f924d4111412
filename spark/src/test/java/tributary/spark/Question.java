package tributary.spark;

import java.util.function.Predicate;

/**
 * A question about a table and its answer.
 *
 * @param where the question in SQL
 * @param keeps whether a row belongs to the answer
 * @param mostFiles how many of the table's files Spark may have to read for it
 */
record Question(String table, String where, Predicate<Line> keeps, int mostFiles) {
  @Override
  public String toString() {
    return table + " where " + where;
  }
}
