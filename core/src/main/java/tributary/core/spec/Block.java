package tributary.core.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.core.spec.Problem.Code;

/** A mapping with a closed set of keys. */
record Block(List<Member<?>> members) {

  Block {
    members = List.copyOf(members);
  }

  static Block of(Member<?>... members) {
    return new Block(List.of(members));
  }

  /** The names of all keys, in the order in which messages list them. */
  List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  /** Reads the block; reports unknown and missing keys and whatever the members refuse. */
  Content read(Value value) {
    Map<Member<?>, Content.Entry> entries = new HashMap<>();
    if (!(value.node() instanceof Node.Mapping mapping)) {
      value.wrongShape("a block with " + keys());
      return new Content(value, entries, false);
    }
    int before = value.problems().count();
    List<String> meant = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      Optional<Member<?>> known = members.stream().filter(m -> m.name().equals(name)).findFirst();
      if (known.isPresent()) {
        entries.put(known.get(), Content.entry(known.get(), value.under(name, entry.value())));
      } else {
        unknown(value, value.item(entry.key()));
        Nearest.among(names(), name).ifPresent(meant::add);
      }
    }
    reportMissing(value, entries, meant);
    return new Content(value, entries, value.problems().count() == before);
  }

  private void unknown(Value block, Value key) {
    key.unknown(
        Code.UNKNOWN_KEY,
        "Invalid key in %s: \"%s\"".formatted(block.subject(), key.text()),
        keys(),
        names());
  }

  /** A required key that an unknown one probably stands for is not reported twice. */
  private void reportMissing(
      Value block, Map<Member<?>, Content.Entry> entries, List<String> meant) {
    for (Member<?> member : members) {
      if (member.required() && !entries.containsKey(member) && !meant.contains(member.name())) {
        block.report(
            Code.MISSING_KEY,
            "Cannot find key \"%s\" in %s".formatted(member.name(), block.subject()),
            keys());
      }
    }
  }

  private String keys() {
    return (members.size() == 1 ? "the key " : "the keys ") + String.join(", ", names());
  }
}
