package tributary.lake.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.lake.copy.CopyRefusedException;

/** The tables and the view of a copy as they are there, by name. */
record Existing(Place place, Map<String, Found> objects) {
  private static final Pattern ENGINE =
      Pattern.compile("\\w*ReplacingMergeTree\\((?:.*, ?)?(\\w+)\\) ORDER BY (.*?)( SETTINGS .*)?");
  private static final Pattern WINDOW = Pattern.compile(Server.WINDOW + " = (\\d+)");
  private static final Pattern DEFINITION = Pattern.compile("^.*? AS (SELECT .*)$");

  /**
   * A table or view.
   *
   * @param full the engine with its arguments, as ClickHouse writes it
   * @param create the statement that would make it
   */
  record Found(String engine, String full, String create, Map<String, String> columns) {}

  static Existing of(Connection connection, Place place) {
    String where =
        " WHERE database = %s AND %%s IN (%s, %s, %s)"
            .formatted(
                Place.literal(place.database()).replace("%", "%%"),
                Place.literal(place.rows()).replace("%", "%%"),
                Place.literal(place.view()).replace("%", "%%"),
                Place.literal(Place.COPIES));
    String what = "look at " + place;
    String columns = "table, name, type FROM system.columns" + where.formatted("table");
    Map<String, Map<String, String>> types = new HashMap<>();
    for (List<String> row : connection.texts(what, columns, 3)) {
      types
          .computeIfAbsent(row.get(0), name -> new LinkedHashMap<>())
          .put(row.get(1), oneLine(row.get(2)));
    }
    String tables =
        "name, engine, engine_full, create_table_query FROM system.tables"
            + where.formatted("name");
    Map<String, Found> objects = new HashMap<>();
    for (List<String> row : connection.texts(what, tables, 4)) {
      Map<String, String> own = types.getOrDefault(row.get(0), Map.of());
      objects.put(row.get(0), new Found(row.get(1), oneLine(row.get(2)), oneLine(row.get(3)), own));
    }
    return new Existing(place, objects);
  }

  /** ClickHouse breaks long types and statements into lines. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").replace("( ", "(").replace(" )", ")").strip();
  }

  boolean has(String name) {
    return objects.containsKey(name);
  }

  /**
   * Checks a table, if it is there.
   *
   * @throws CopyRefusedException if it is another one than it would be made
   */
  void checkTable(String name, Tables.Form form) {
    Found found = objects.get(name);
    if (found == null) {
      return;
    }
    Matcher engine = ENGINE.matcher(found.full().replace("`", ""));
    boolean fits =
        engine.matches()
            && engine.group(1).equals(form.version())
            && engine.group(2).replaceAll("[() ]", "").equals(String.join(",", form.key()));
    if (!fits) {
      throw refused(
          name,
          found.full().isEmpty() ? found.engine() : found.full(),
          "ReplacingMergeTree(%s) ORDER BY (%s)"
              .formatted(form.version(), String.join(", ", form.key())));
    }
    if (!found.columns().equals(form.columns())) {
      throw refused(
          name, difference(found.columns(), form.columns()), "only the columns it copies");
    }
  }

  private static String difference(Map<String, String> found, Map<String, String> wanted) {
    List<String> words = new ArrayList<>();
    Set<String> all = new TreeSet<>(found.keySet());
    all.addAll(wanted.keySet());
    for (String name : all) {
      String there = found.get(name);
      String here = wanted.get(name);
      if (there == null) {
        words.add("no " + name + " " + here);
      } else if (here == null) {
        words.add(name + " " + there + " besides");
      } else if (!there.equals(here)) {
        words.add(name + " " + there + " instead of " + here);
      }
    }
    return String.join(", ", words);
  }

  /**
   * Checks the view, if something of its name is there.
   *
   * @throws CopyRefusedException if it is not the view that would be made
   */
  void checkView(String viewed) {
    Found found = objects.get(place.view());
    if (found == null) {
      return;
    }
    String wanted = viewed.replace("`", "");
    Matcher definition = DEFINITION.matcher(found.create().replace("`", ""));
    if (!found.engine().equals("View") || !definition.matches()) {
      throw refused(place.view(), found.engine(), "a view of " + place.rows());
    }
    if (!definition.group(1).equals(wanted)) {
      throw refused(place.view(), "a view " + definition.group(1), wanted);
    }
  }

  private CopyRefusedException refused(String name, String found, String wanted) {
    return new CopyRefusedException(
        "Cannot copy to %s: %s.%s is there with %s; it would be made with %s. Give the copy another name, or drop what is there: docs/clickhouse.md, Start anew"
            .formatted(place, place.database(), name, found, wanted));
  }

  /** Whether the table remembers the tokens of inserts. */
  boolean keepsTokens(String name) {
    Found found = objects.get(name);
    if (found == null || !found.engine().equals("ReplacingMergeTree")) {
      return found != null;
    }
    Matcher window = WINDOW.matcher(found.full());
    return window.find() && !window.group(1).matches("0+");
  }
}
