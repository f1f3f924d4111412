package tributary.core.definition;

import java.util.Set;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Each;
import tributary.core.spec.Key;
import tributary.core.spec.Silver;

/** What the rows of silver mean: which frames become rows, and how. */
final class SilverLines {
  private SilverLines() {}

  /**
   * How far back keys are remembered is left out: it bounds the memory, and what is older is looked
   * up in the table. So are gaps, which are not noticed by rows.
   */
  static Lines of(Lines lines, Silver silver) {
    if (silver.kind() != null) {
      lines.put("kind", Words.of(silver.kind()));
    }
    putKinds(lines, "rows", silver.rows());
    putKinds(lines, "control", silver.control());
    Each each = silver.each();
    if (each != null) {
      lines.put("each", Words.of(each.elements()));
      lines.put("newest first", each.newestFirst() ? "yes" : "no");
    }
    for (ColumnSpec column : silver.columns()) {
      lines.put("column " + column.name(), ColumnWords.of(column));
    }
    lines.put("event time", silver.eventTime());
    if (silver.sequence() != null) {
      lines.put("sequence", silver.sequence());
    }
    Key key = silver.key();
    if (key != null) {
      lines.put("key", String.join(", ", key.columns().stream().sorted().toList()));
      lines.put("versions", key.versions() ? "yes" : "no");
    }
    return lines.putRenames(silver.layout().renames());
  }

  private static void putKinds(Lines lines, String subject, Set<String> kinds) {
    if (!kinds.isEmpty()) {
      lines.put(subject, Words.ofSet(kinds));
    }
  }
}
