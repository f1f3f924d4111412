package tributary.lake.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.lake.copy.CopyRefusedException;

/**
 * What a server knows: not its version decides but whether it has what is needed.
 *
 * @param types the families of types
 * @param settings of queries, those that are named here
 * @param tableSettings of tables of the MergeTree family, those that are named here
 */
record Server(String version, Set<String> types, Set<String> settings, Set<String> tableSettings) {
  static final String TOKEN = "insert_deduplication_token";
  static final String WINDOW = "non_replicated_deduplication_window";

  /** From 19 on; before, it was there but not for use. */
  private static final Pattern LOW_CARDINALITY_SINCE = Pattern.compile("(19|[2-9][0-9])\\.");

  /** An insert is answered when its rows are in the table, whatever the user's profile says. */
  private static final Map<String, String> INSERTS =
      Map.of("async_insert", "0", "insert_deduplicate", "1");

  /** Rows lie on the disk before their position does, also after a power cut. */
  private static final Map<String, String> TABLES =
      Map.of(WINDOW, "1000", "fsync_after_insert", "1", "fsync_part_directory", "1");

  static Server of(Connection connection) {
    String select =
        "kind, name FROM (SELECT 'version' AS kind, version() AS name"
            + among("settings", INSERTS.keySet(), Set.of(TOKEN))
            + among("merge_tree_settings", TABLES.keySet(), Set.of("allow_nullable_key"))
            + " UNION ALL SELECT 'data_type_families' AS kind, toString(name) AS name"
            + " FROM system.data_type_families)";
    Map<String, Set<String>> found = new HashMap<>();
    for (List<String> row : connection.texts("ask what there is", select, 2)) {
      found.computeIfAbsent(row.get(0), kind -> new HashSet<>()).add(row.get(1));
    }
    return new Server(
        String.join("", found.getOrDefault("version", Set.of())),
        found.getOrDefault("data_type_families", Set.of()),
        found.getOrDefault("settings", Set.of()),
        found.getOrDefault("merge_tree_settings", Set.of()));
  }

  private static String among(String table, Set<String> names, Set<String> more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(more);
    String literals = String.join(", ", all.stream().sorted().map(Place::literal).toList());
    return " UNION ALL SELECT '%s' AS kind, toString(name) AS name FROM system.%s WHERE name IN (%s)"
        .formatted(table, table, literals);
  }

  /** Whether an insert that is repeated with its token changes nothing. */
  boolean hasTokens() {
    return settings.contains(TOKEN) && tableSettings.contains(WINDOW);
  }

  boolean hasLowCardinality() {
    return LOW_CARDINALITY_SINCE.matcher(version).lookingAt();
  }

  /** The settings of an insert. */
  Map<String, String> forInserts() {
    Map<String, String> known = new HashMap<>(INSERTS);
    known.keySet().retainAll(settings);
    return known;
  }

  /** The settings of a table, as the end of its statement. */
  String forTables(boolean hasNullableKey) {
    List<String> all = new ArrayList<>();
    TABLES.forEach((name, value) -> all.add(name + " = " + value));
    all.removeIf(each -> !tableSettings.contains(each.substring(0, each.indexOf(' '))));
    if (hasNullableKey) {
      all.add("allow_nullable_key = 1");
    }
    all.sort(null);
    return all.isEmpty() ? "" : " SETTINGS " + String.join(", ", all);
  }

  /**
   * Makes sure that the server has the types.
   *
   * @throws CopyRefusedException if it lacks one
   */
  void demand(Map<String, String> columns) {
    columns.forEach(
        (column, type) -> {
          for (String family : ColumnTypes.families(type)) {
            if (!types.contains(family)) {
              throw new CopyRefusedException(
                  "Cannot copy column %s to ClickHouse %s: it has no type %s; take 21.12 or later"
                      .formatted(column, version, family));
            }
          }
        });
  }
}
