package tributary.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** All documents that differ from a given one in a single key or value. */
final class Mutants {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final List<JsonNode> OTHERS =
      List.of(
          MAKE.textNode(""),
          MAKE.textNode("x y"),
          MAKE.textNode("1s"),
          MAKE.textNode("string"),
          MAKE.numberNode(7),
          MAKE.numberNode(-1.5),
          MAKE.booleanNode(true),
          MAKE.nullNode(),
          MAKE.arrayNode(),
          MAKE.arrayNode().add("a").add("a"),
          MAKE.objectNode());

  private final JsonNode document;
  private final List<JsonNode> mutants = new ArrayList<>();

  Mutants(JsonNode document) {
    this.document = document.deepCopy();
  }

  List<JsonNode> all() {
    visit(document);
    return mutants;
  }

  private void visit(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> mutate(object, name));
      keep(() -> object.put("unheard_of", 1), () -> object.remove("unheard_of"));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        mutate(array, i);
      }
    }
  }

  private void mutate(ObjectNode object, String name) {
    JsonNode before = object.get(name);
    OTHERS.forEach(other -> keep(() -> object.set(name, other), () -> object.set(name, before)));
    ObjectNode whole = object.deepCopy();
    keep(() -> object.remove(name), () -> restore(object, whole));
    keep(() -> rename(object, name), () -> restore(object, whole));
    visit(object.get(name));
  }

  private static void rename(ObjectNode object, String name) {
    object.set("un heard of", object.remove(name));
  }

  private static void restore(ObjectNode object, ObjectNode whole) {
    object.removeAll();
    object.setAll(whole);
  }

  private void mutate(ArrayNode array, int index) {
    JsonNode before = array.get(index);
    OTHERS.forEach(other -> keep(() -> array.set(index, other), () -> array.set(index, before)));
  }

  private void keep(Runnable change, Runnable undo) {
    change.run();
    mutants.add(document.deepCopy());
    undo.run();
  }
}
