package tributary.core.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import tributary.core.spec.JsonPointer;

/** Single values in the one form that definitions give them. */
final class Words {
  /** Beyond so many zeros a number is written with an exponent. */
  private static final int MOST_ZEROS = 40;

  private Words() {}

  /** Whole seconds as such, others in milliseconds: pipeline files know nothing finer. */
  static String of(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /** The same for equal numbers, however many zeros they were written with. */
  static String of(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return Math.abs((long) shortest.scale()) <= MOST_ZEROS
        ? shortest.toPlainString()
        : shortest.toString();
  }

  /** As it is written, but for one that could be taken for more than itself. */
  static String of(JsonPointer pointer) {
    String text = pointer.toString();
    return text.chars().anyMatch(each -> each < ' ' || each == ',' || each == '"')
        ? quoted(text)
        : text;
  }

  /** Texts in the order of their characters, since the order of the file means nothing. */
  static String ofSet(Collection<String> texts) {
    return texts.stream().sorted().map(Words::quoted).collect(Collectors.joining(", "));
  }

  /** A text in quotes, on one line. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else if (each < ' ') {
        quoted.append("\\u%04x".formatted((int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }
}
