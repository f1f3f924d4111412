package tributary.core.spec;

import java.util.List;

/**
 * Where a value stands in a JSON document, by the steps that lead to it: a member's name, the place
 * of an item in an array (RFC 6901), or {@link #EACH}.
 *
 * @param names unescaped steps from the root; empty for the whole document
 */
public record JsonPointer(List<String> names) {
  /** The step to every entry of an object and every item of an array. */
  public static final String EACH = "*";

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

  /** Whether the step at this place is {@link #EACH}. */
  public boolean isEach(int step) {
    return names.get(step).equals(EACH);
  }

  /** How many of its steps are {@link #EACH}: in how many elements, one in the other, it leads. */
  public int depth() {
    return (int) names.stream().filter(EACH::equals).count();
  }

  /** Whether the other pointer leads here or goes on from here. */
  public boolean isPrefixOf(JsonPointer other) {
    return names.size() <= other.names.size() && names.equals(other.names.subList(0, names.size()));
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
