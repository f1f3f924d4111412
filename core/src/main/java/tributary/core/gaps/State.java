package tributary.core.gaps;

import java.util.Locale;

/** How a gap stands; {@link #code} is what the table holds. */
enum State {
  /** What is missing may still come, or the gap has not ended yet. */
  OPEN,
  /** Everything that was missing has come. */
  REPAIRED,
  /** Nothing can bring back what is missing, or tell what it is. Should it come, it is repaired. */
  UNREPAIRABLE;

  /** The name in lower case, as stored. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static State of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
