package tributary.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How two definitions of one table differ, line by line. */
record Differences(Definition stored, Definition file) {

  List<String> words() {
    if (!Lines.form(stored.text()).equals(Lines.form(file.text()))) {
      return List.of(
          "it was made by \"%s\", and this program makes \"%s\""
              .formatted(Lines.form(stored.text()), Lines.form(file.text())));
    }
    Map<String, String> before = Lines.read(stored.text());
    Map<String, String> now = Lines.read(file.text());
    TreeSet<String> subjects = new TreeSet<>(before.keySet());
    subjects.addAll(now.keySet());
    List<String> words = new ArrayList<>();
    for (String subject : subjects) {
      String was = before.get(subject);
      String is = now.get(subject);
      if (was != null && is != null && !was.equals(is)) {
        words.add(changed(subject, was, is));
      } else if (was != null && is == null) {
        words.add("%s was %s, the file has none".formatted(subject, quoted(was)));
      } else if (is != null && was == null) {
        words.add("there was no %s, the file says %s".formatted(subject, quoted(is)));
      }
    }
    return words;
  }

  /** A hash tells nobody anything. */
  private static String changed(String subject, String was, String is) {
    return subject.equals(Definition.SILVER)
        ? "it rests on silver, whose rows meant something else"
        : "%s was %s, the file says %s".formatted(subject, quoted(was), quoted(is));
  }

  private static String quoted(String value) {
    return value.contains(" ") && !value.startsWith("\"") ? "\"" + value + "\"" : value;
  }
}
