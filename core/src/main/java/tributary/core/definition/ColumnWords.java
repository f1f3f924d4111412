package tributary.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Reading;

/** How one column of silver gets its values, and which of them are rejected. */
final class ColumnWords {
  private static final Map<Integer, String> EPOCHS =
      Map.of(0, "seconds", 3, "milliseconds", 6, "microseconds", 9, "nanoseconds");

  private ColumnWords() {}

  static String of(ColumnSpec column) {
    List<String> words = new ArrayList<>();
    words.add((column.isName() ? "name of " : "pointer ") + Words.of(column.pointer()));
    words.add(column.type().label());
    addReading(words, column.reading());
    if (column.required()) {
      words.add("required");
    }
    column.checks().stream().map(ColumnWords::of).sorted().forEach(words::add);
    return String.join(", ", words);
  }

  private static void addReading(List<String> words, Reading reading) {
    if (reading instanceof Reading.Epoch epoch) {
      words.add("epoch in " + EPOCHS.getOrDefault(epoch.decimals(), "10^-" + epoch.decimals()));
    } else if (reading instanceof Reading.WallTime wall) {
      words.add((wall.hasTime() ? "local in " : "date in ") + wall.zone().getId());
    } else if (reading instanceof Reading.Rounded) {
      words.add("rounded half up");
    } else if (reading instanceof Reading.Named named) {
      new TreeMap<>(named.values())
          .forEach((from, to) -> words.add(Words.quoted(from) + " is " + Words.quoted(to)));
    }
  }

  private static String of(Check check) {
    if (check instanceof Check.Above above) {
      return "above " + Words.of(above.bound());
    }
    if (check instanceof Check.AtLeast atLeast) {
      return "at least " + Words.of(atLeast.bound());
    }
    if (check instanceof Check.Below below) {
      return "below " + Words.of(below.bound());
    }
    if (check instanceof Check.AtMost atMost) {
      return "at most " + Words.of(atMost.bound());
    }
    if (check instanceof Check.OneOf oneOf) {
      return "one of " + Words.ofSet(oneOf.values());
    }
    if (check instanceof Check.Matches matches) {
      return "matches " + Words.quoted(matches.pattern().pattern());
    }
    return "near receipt by " + Words.of(((Check.NearReceipt) check).distance());
  }
}
