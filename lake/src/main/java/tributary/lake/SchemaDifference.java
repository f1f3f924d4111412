package tributary.lake;

import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;

/** Says in words how two schemas differ. */
final class SchemaDifference {
  private SchemaDifference() {}

  static String between(Schema found, Schema wanted) {
    List<String> differences = new ArrayList<>();
    for (Field field : wanted.fields()) {
      if (!found.names().contains(field.name())) {
        differences.add("no " + field.name());
      } else {
        Field there = found.field(found.indexOf(field.name()));
        if (!there.equals(field)) {
          differences.add(words(there) + " instead of " + words(field));
        }
      }
    }
    for (Field field : found.fields()) {
      if (!wanted.names().contains(field.name())) {
        differences.add(words(field) + " besides");
      }
    }
    return differences.isEmpty() ? "in another order" : String.join(", ", differences);
  }

  private static String words(Field field) {
    return field.name() + " " + field.type().label() + (field.required() ? " required" : "");
  }
}
