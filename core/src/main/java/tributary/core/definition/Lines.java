package tributary.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of a definition while they are put together. */
final class Lines {
  private static final String COLON = ": ";

  private final List<String> lines = new ArrayList<>();

  Lines(String form, int version) {
    lines.add(form + " " + version);
  }

  /** Adds a line: what is defined, which holds no colon, and how. */
  Lines put(String subject, String value) {
    lines.add(subject + COLON + value);
    return this;
  }

  /** Adds lines for columns that Tributary adds under other names than usual. */
  Lines putRenames(Map<String, String> renames) {
    new TreeMap<>(renames).forEach((added, name) -> put(added, "named " + name));
    return this;
  }

  String text() {
    return String.join("\n", lines);
  }

  /** What a text defines, and how; the first line, which has no colon, defines the form. */
  static Map<String, String> read(String text) {
    Map<String, String> values = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int end = line.indexOf(COLON);
      if (end >= 0) {
        values.put(line.substring(0, end), line.substring(end + COLON.length()));
      }
    }
    return values;
  }

  /** The form of a text, and its version. */
  static String form(String text) {
    return text.lines().findFirst().orElse("");
  }
}
