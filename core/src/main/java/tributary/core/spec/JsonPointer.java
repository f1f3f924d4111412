package tributary.core.spec;

import java.util.List;

/**
 * Where a value stands in a JSON document, by the names that lead to it (RFC 6901, object members
 * only).
 *
 * @param names unescaped member names from the root; empty for the whole document
 */
public record JsonPointer(List<String> names) {

  public JsonPointer {
    names = List.copyOf(names);
  }

  /**
   * Reads a pointer such as {@code /a/b}.
   *
   * @throws IllegalArgumentException if it is neither empty nor begins with a slash, or has a tilde
   *     that is followed by neither 0 nor 1
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (!text.startsWith("/") || text.matches("(?s).*~([^01].*)?")) {
      throw new IllegalArgumentException("Invalid JSON Pointer: " + text + " (write /name/name)");
    }
    List<String> names =
        List.of(text.substring(1).split("/", -1)).stream()
            .map(name -> name.replace("~1", "/").replace("~0", "~"))
            .toList();
    return new JsonPointer(names);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
