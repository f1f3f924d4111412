package tributary.serve.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a question names, found by DuckDB's own parser without asking it. For questions
 * that are asked again: one whose answer depends on more than its tables is refused.
 */
public final class NamedTables {
  /** They are written like columns and become functions only when the question is bound. */
  private static final Set<String> CLOCKS =
      Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

  private static final String NODES =
      """
      WITH parsed AS (SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS JSON) AS tree),
      node AS (SELECT value AS v FROM parsed, json_tree(tree) WHERE type = 'OBJECT'),
      fact AS (
        SELECT json_extract_string(v, '$.type') AS kind,
          concat_ws('.', nullif(json_extract_string(v, '$.catalog_name'), ''),
            nullif(json_extract_string(v, '$.schema_name'), ''),
            json_extract_string(v, '$.table_name')) AS name,
          CASE WHEN json_extract(v, '$.value.query') IS NOT NULL
            THEN json_extract_string(v, '$.key') END AS common,
          lower(json_extract_string(v, '$.function_name')) AS function,
          lower(json_extract_string(v, '$.column_names[0]')) AS col,
          json_array_length(v, '$.column_names') AS cols,
          json_extract_string(v, '$.sample.method') AS sample,
          TRY_CAST(json_extract_string(v, '$.query_location') AS BIGINT) AS place
        FROM node)
      SELECT kind, name, common, function, col, cols, sample, place,
        function IN (SELECT lower(function_name) FROM duckdb_functions()
          WHERE stability <> 'CONSISTENT') AS is_unstable
      FROM fact
      WHERE kind = 'BASE_TABLE' OR common IS NOT NULL OR function IS NOT NULL OR cols = 1
        OR sample IS NOT NULL
      """;

  private record Named(String name, int place) {}

  private final String sql;
  private final List<Named> named = new ArrayList<>();
  private final Set<String> commonTables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private NamedTables(String sql) {
    this.sql = sql;
  }

  /**
   * Reads a question.
   *
   * @throws SqlException if it is not exactly one question, would change something, or asks the
   *     clock, chance or the session
   */
  public static NamedTables of(String sql) {
    NamedTables tables = new NamedTables(sql);
    try (Connection parser = DriverManager.getConnection("jdbc:duckdb:")) {
      Question.checkPlain(parser, sql);
      try (PreparedStatement parse = parser.prepareStatement(NODES)) {
        parse.setString(1, sql);
        try (ResultSet nodes = parse.executeQuery()) {
          while (nodes.next()) {
            tables.take(nodes);
          }
        }
      }
    } catch (SQLException e) {
      throw new SqlException("Cannot read the question: " + SqlErrors.text(e), e);
    }
    return tables;
  }

  private void take(ResultSet node) throws SQLException {
    int place = place(node.getObject("place"));
    String common = node.getString("common");
    if (common != null) {
      commonTables.add(common);
    }
    if ("BASE_TABLE".equals(node.getString("kind"))) {
      named.add(new Named(node.getString("name"), place));
    }
    String function = node.getString("function");
    if (function != null && node.getBoolean("is_unstable")) {
      throw unstable(function + "()", place);
    }
    String column = node.getString("col");
    if (column != null && node.getInt("cols") == 1 && CLOCKS.contains(column)) {
      throw unstable(column, place);
    }
    if (node.getString("sample") != null) {
      throw unstable("a sample", place);
    }
  }

  private int place(@Nullable Object location) {
    long place = location instanceof Long known ? known : -1;
    return place >= 0 && place <= sql.length() ? (int) place : -1;
  }

  private SqlException unstable(String what, int place) {
    return at(
        place,
        "Cannot use %s here: the answer must depend on the tables alone, so that asking again gives the same"
            .formatted(what));
  }

  private SqlException at(int place, String message) {
    return new SqlException(place < 0 ? message : message + Question.place(sql, place));
  }

  /**
   * Which of these tables the question names, sorted.
   *
   * @throws SqlException if it names one that is none of them
   */
  public SortedSet<String> among(Collection<String> tables) {
    SortedSet<String> found = new TreeSet<>();
    for (Named name : named) {
      String table = find(name.name(), tables);
      if (table != null) {
        found.add(table);
      } else if (!commonTables.contains(name.name())) {
        throw at(name.place(), missing(name.name(), tables));
      }
    }
    return found;
  }

  /** Whether the question names the table. */
  public boolean names(String table) {
    return named.stream().anyMatch(name -> find(name.name(), List.of(table)) != null);
  }

  private static @Nullable String find(String name, Collection<String> tables) {
    String plain = plain(name);
    return tables.stream()
        .filter(table -> Views.nameInSql(table).equalsIgnoreCase(plain))
        .findFirst()
        .orElse(null);
  }

  /** Without the names of the database and the schema that are meant where none is said. */
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dots = (int) lower.chars().filter(c -> c == '.').count();
    if (dots == 2 && lower.startsWith("memory.")) {
      return plain(name.substring("memory.".length()));
    }
    return dots == 1 && lower.startsWith("main.") ? name.substring("main.".length()) : name;
  }

  private static String missing(String name, Collection<String> tables) {
    return tables.isEmpty()
        ? "Cannot find table " + name + ". There are no tables yet"
        : "Cannot find table " + name + ". Tables: " + String.join(", ", new TreeSet<>(tables));
  }
}
