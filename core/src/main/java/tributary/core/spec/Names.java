package tributary.core.spec;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tributary.core.spec.Problem.Code;

/** Names that must differ from each other; stores do not tell upper from lower case. */
final class Names {
  private final Map<String, String> owners = new HashMap<>();

  /** Takes names for Tributary's own columns or tables. */
  Names reserve(Iterable<String> names, String owner) {
    names.forEach(name -> owners.put(folded(name), owner));
    return this;
  }

  /** Takes the name, or reports whose it is already. */
  void claim(Value name, String owner) {
    claim(name, name.text(), owner);
  }

  /** Takes a name that follows from the value, or reports there whose it is already. */
  void claim(Value value, String name, String owner) {
    String before = owners.putIfAbsent(folded(name), owner);
    if (before != null) {
      value.report(
          Code.NAME_CLASH,
          "Invalid name: \"%s\" is already %s".formatted(name, before),
          "a name of its own, upper and lower case being the same");
    }
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
