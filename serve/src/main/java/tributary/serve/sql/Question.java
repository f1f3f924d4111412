package tributary.serve.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what reads. DuckDB's own parser decides: it turns one SELECT (also WITH, FROM,
 * VALUES, DESCRIBE, SHOW, SUMMARIZE) into JSON and refuses everything else.
 */
final class Question {
  private static final Pattern EXPLAIN =
      Pattern.compile("\\s*EXPLAIN\\s+(ANALYZE\\s+)?", Pattern.CASE_INSENSITIVE);
  private static final String PARSE =
      """
      SELECT json_extract_string(tree, '$.error_type'), json_extract_string(tree, '$.error_message'),
          json_extract_string(tree, '$.position'), json_array_length(tree, '$.statements')
      FROM (SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS JSON) AS tree)
      """;

  private Question() {}

  /**
   * Refuses what is not exactly one question.
   *
   * @throws SqlException if it is none, more than one, cannot be parsed, or would change something
   */
  static void check(Connection connection, String sql) throws SQLException {
    Matcher explain = EXPLAIN.matcher(sql);
    check(connection, sql, explain.lookingAt() ? explain.end() : 0);
  }

  /** Like {@link #check}, and refuses EXPLAIN as well: what it answers is no table. */
  static void checkPlain(Connection connection, String sql) throws SQLException {
    check(connection, sql, 0);
  }

  private static void check(Connection connection, String sql, int start) throws SQLException {
    try (PreparedStatement parse = connection.prepareStatement(PARSE)) {
      parse.setString(1, sql.substring(start));
      try (ResultSet tree = parse.executeQuery()) {
        tree.next();
        check(sql, start, tree);
      }
    }
  }

  private static void check(String sql, int start, ResultSet tree) throws SQLException {
    String problem = tree.getString(1);
    if ("parser".equals(problem)) {
      throw new SqlException(tree.getString(2) + placeAfter(sql, start, tree.getString(3)));
    }
    if (problem != null) {
      throw new SqlException(
          "Cannot run this statement: tables are read-only here, and only SELECT, WITH, FROM, VALUES,"
              + " DESCRIBE, SHOW, SUMMARIZE and EXPLAIN are answered");
    }
    if (tree.getInt(4) != 1) {
      throw new SqlException("Cannot answer " + tree.getInt(4) + " statements: write exactly one");
    }
  }

  private static String placeAfter(String sql, int start, @Nullable String position) {
    return position == null ? "" : place(sql, start + Integer.parseInt(position));
  }

  /** The line of the error with a caret below the place, as DuckDB shows it. */
  static String place(String sql, int position) {
    int at = Math.min(sql.length(), position);
    int lineStart = sql.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = sql.indexOf('\n', at) < 0 ? sql.length() : sql.indexOf('\n', at);
    long line = sql.substring(0, lineStart).lines().count() + 1;
    String label = "LINE " + line + ": ";
    return "\n\n"
        + label
        + sql.substring(lineStart, lineEnd)
        + "\n"
        + " ".repeat(label.length() + at - lineStart)
        + "^";
  }
}
