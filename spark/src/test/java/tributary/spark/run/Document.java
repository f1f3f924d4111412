package tributary.spark.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.JsonPointer;

/** A JSON document that grows by pointers. */
final class Document {
  private final Map<String, Object> root = new LinkedHashMap<>();

  /** A value as it stands in the text, quotes included. */
  private record Literal(String text) {}

  /**
   * Sets a value.
   *
   * @param literal the value's text, quotes included
   * @param item which element the last {@code *} means; those before mean the first
   * @param name what the element is called; null where elements are those of an array
   */
  void set(JsonPointer pointer, String literal, int item, @Nullable String name) {
    List<String> steps = pointer.names();
    int last = steps.lastIndexOf(JsonPointer.EACH);
    Object at = root;
    for (int i = 0; i < steps.size(); i++) {
      boolean isEnd = i == steps.size() - 1;
      boolean nextIsArray =
          !isEnd && steps.get(i + 1).equals(JsonPointer.EACH) && (name == null || i + 1 < last);
      Object child = isEnd ? new Literal(literal) : nextIsArray ? new ArrayList<>() : newObject();
      at = step(at, steps.get(i), i == last ? item : 0, i == last ? name : null, child);
    }
  }

  private static Map<String, Object> newObject() {
    return new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked")
  private static Object step(
      Object at, String step, int item, @Nullable String name, Object child) {
    if (at instanceof List<?> list) {
      List<Object> items = (List<Object>) list;
      while (items.size() <= item) {
        items.add(child instanceof Literal || items.size() == item ? child : newObject());
      }
      return items.get(item);
    }
    Map<String, Object> object = (Map<String, Object>) at;
    String key = step.equals(JsonPointer.EACH) && name != null ? name : step;
    return object.merge(key, child, (before, fresh) -> fresh instanceof Literal ? fresh : before);
  }

  @Override
  public String toString() {
    return text(root);
  }

  private static String text(Object value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof Literal literal) {
      return literal.text();
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> text.append(text.isEmpty() ? "" : ",").append(text(each)));
      return "[" + text + "]";
    }
    ((Map<?, ?>) value)
        .forEach(
            (name, each) ->
                text.append(text.isEmpty() ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(text(each)));
    return "{" + text + "}";
  }
}
