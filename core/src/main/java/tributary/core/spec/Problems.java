package tributary.core.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Problem.Code;

/** Collects what is wrong with one file; keeps the first {@value #MOST} and counts the others. */
final class Problems {
  private static final int MOST = 100;
  private static final int LONGEST_TEXT = 500;

  private final String file;
  private final List<Problem> kept = new ArrayList<>();
  private int left;

  Problems(String file) {
    this.file = file;
  }

  void report(Place place, Code code, String message, String expected) {
    report(place, code, message, expected, Optional.empty());
  }

  void report(Place place, Code code, String message, String expected, Optional<String> nearest) {
    if (kept.size() == MOST) {
      left++;
      return;
    }
    kept.add(
        new Problem(
            file,
            place.line(),
            place.column(),
            code,
            printable(message),
            printable(expected),
            nearest));
  }

  /** How many were reported. */
  int count() {
    return kept.size() + left;
  }

  /** Throws what was reported, in the file's order; {@code text} is the file, to show its lines. */
  void throwIfAny(String text) {
    if (!kept.isEmpty()) {
      kept.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new InvalidPipelineException(kept, left, text);
    }
  }

  /** Text of the file goes to terminals, so control characters are taken out. */
  static String printable(String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "?");
  }
}
