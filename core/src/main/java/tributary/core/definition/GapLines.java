package tributary.core.definition;

import tributary.core.spec.Continuity;

/**
 * What the rows of the table of gaps mean. Venue and channel, which it repeats, are those of the
 * feed at the time.
 */
final class GapLines {
  private GapLines() {}

  static Lines of(Lines lines, Continuity continuity) {
    lines.put("product", continuity.product());
    if (continuity.id() != null) {
      lines.put("id", continuity.id());
    }
    if (continuity.newest() != null) {
      lines.put("newest", Words.of(continuity.newest()));
    }
    return lines;
  }
}
