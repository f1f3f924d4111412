package tributary.feeds.venue;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a REST reply. What it hands out has the form that was asked for, so that it can stand
 * in a frame as it is.
 */
public final class ReplyRow {
  /** As JSON writes a number, without a sign; no more digits than a decimal column can have. */
  private static final Pattern NUMBER =
      Pattern.compile("(0|[1-9][0-9]{0,37})(\\.[0-9]{1,38})?([eE][+-]?[0-9]{1,3})?");

  private static final Pattern ID = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Map<String, String> fields;

  ReplyRow(Map<String, String> fields) {
    this.fields = fields;
  }

  /** A number that is not negative, as text. */
  public String number(String name) throws IOException {
    return text(name, NUMBER);
  }

  /** A whole number from 0 to 18 digits. */
  public long id(String name) throws IOException {
    return Long.parseLong(text(name, ID));
  }

  /** True or false. */
  public boolean flag(String name) throws IOException {
    return isOneOf(name, "true", "false");
  }

  /** Whether it is the first of two texts, and not the second. */
  public boolean isOneOf(String name, String first, String second) throws IOException {
    String text = fields.get(name);
    if (!first.equals(text) && !second.equals(text)) {
      throw invalid(name, text);
    }
    return first.equals(text);
  }

  /** A text of that form. */
  public String text(String name, Pattern form) throws IOException {
    String text = fields.get(name);
    if (text == null || !form.matcher(text).matches()) {
      throw invalid(name, text);
    }
    return text;
  }

  private static IOException invalid(String name, @Nullable String text) {
    String shown = text == null || text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return new IOException("Invalid " + name + ": " + shown);
  }
}
