package tributary.serve.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question that cannot be answered. Its message is written for the person who asked. */
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How DuckDB shows a place; a line that it cut at its beginning starts with points. */
  private static final Pattern PLACE =
      Pattern.compile("(?s)\\A(.*?)\\s*LINE (\\d+): ([^\n]*)\n( *)\\^.*\\z");

  /** What went wrong, in words for who asked. */
  public SqlException(String message) {
    super(message);
  }

  SqlException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The message for a question that stands in a file: the file, line and column (counted from 1)
   * first, where they are known, and the line with a caret below last.
   */
  public String inFile(String file) {
    String text = String.valueOf(getMessage());
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return file + ": error: " + text;
    }
    String line = place.group(3);
    int column = place.group(4).length() - "LINE %s: ".formatted(place.group(2)).length();
    String where = line.startsWith("...") ? "" : ":" + (column + 1);
    return "%s:%s%s: error: %s%n%5s | %s%n%s^"
        .formatted(
            file,
            place.group(2),
            where,
            place.group(1),
            place.group(2),
            line,
            " ".repeat(8 + Math.max(0, column)));
  }
}
