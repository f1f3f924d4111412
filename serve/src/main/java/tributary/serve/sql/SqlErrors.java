package tributary.serve.sql;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's messages, made fit for the person who asked; the place in the question stays. */
final class SqlErrors {
  private static final Pattern NOISE = Pattern.compile("(?s)\\A.*?pending query result\\s*Error: ");
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile(
          "Table with name \"?(.+?)\"? does not exist(?:!(?:\\s*Did you mean \"(.+?)\"\\?)?| because schema \"?.+?\"? does not exist\\.?)");

  private static final String OUT_OF_MEMORY = "Out of Memory Error";

  private SqlErrors() {}

  /** The message without what the driver puts before it. */
  static String text(Exception error) {
    return NOISE.matcher(String.valueOf(error.getMessage())).replaceFirst("").strip();
  }

  /** The message, with the tables that there are where one was not found. */
  static String explain(Exception error, Set<String> tables, Map<String, String> absent) {
    String text = text(error);
    Matcher unknown = UNKNOWN_TABLE.matcher(text);
    if (text.startsWith(OUT_OF_MEMORY)) {
      return "Cannot answer: it needs more than %s of memory. Group or filter earlier, or sort less (%s)"
          .formatted(SqlEngine.MEMORY, text);
    }
    if (!unknown.find()) {
      return text;
    }
    String place = text.substring(unknown.end());
    return missing(unknown, tables, absent) + place;
  }

  private static String missing(Matcher unknown, Set<String> tables, Map<String, String> absent) {
    String name = unknown.group(1);
    // DuckDB names a table without its schema.
    for (Map.Entry<String, String> each : absent.entrySet()) {
      if (each.getKey().equals(name) || each.getKey().endsWith("." + name)) {
        return each.getValue();
      }
    }
    String message = "Cannot find table " + name + ".";
    String nearest = unknown.group(2);
    if (nearest != null && tables.contains(nearest)) {
      message += " Did you mean " + nearest + "?";
    }
    return tables.isEmpty()
        ? message + " There are no tables yet"
        : message + " Tables: " + String.join(", ", tables);
  }
}
