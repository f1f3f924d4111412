package tributary.core.definition;

import java.util.Locale;
import tributary.core.spec.Gold;
import tributary.core.spec.Measure;

/** What the rows of a gold table mean. The types of measures follow from silver's. */
final class GoldLines {
  private GoldLines() {}

  static Lines of(Lines lines, Gold gold) {
    lines.put("window", Words.of(gold.window()));
    lines.put("offset", Words.of(gold.offset()));
    lines.put("lateness", Words.of(gold.lateness()));
    lines.put("by", String.join(", ", gold.by()));
    for (Measure measure : gold.measures()) {
      lines.put("measure " + measure.name(), words(measure));
    }
    return lines.putRenames(gold.layout().renames());
  }

  private static String words(Measure measure) {
    String column = measure.column() == null ? "rows" : "column " + measure.column();
    if (measure.function() != Measure.Function.COUNT) {
      column = String.valueOf(measure.column());
    }
    String words = measure.function().name().toLowerCase(Locale.ROOT) + " of " + column;
    return measure.weight() == null ? words : words + " weighted by " + measure.weight();
  }
}
