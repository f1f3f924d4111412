package tributary.core.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/** What single values, and lists of them, may be. */
final class Scalars {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + "){0,2}");
  private static final Pattern COPIED = Pattern.compile(NAME + "(\\." + NAME + ")?");
  private static final Pattern EACH = Pattern.compile("(/([^/~]|~[01])+)*/\\*");
  private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])+)+");

  /** Patterns are tried on shorter text only: on longer text some would exhaust the stack. */
  private static final int LONGEST_NAME = 500;

  private static final int LONGEST_NUMBER = 60;
  private static final int LONGEST_PATTERN = 1000;

  private Scalars() {}

  /** Any text, which may be empty. */
  static @Nullable String text(Value value) {
    if (value.is(Node.Kind.TEXT)) {
      return value.text();
    }
    value.invalid("text; numbers, true, false and null need quotes to be text");
    return null;
  }

  /** Any text, to be compared where it stands. */
  static @Nullable Value spelled(Value value) {
    return text(value) == null ? null : value;
  }

  /** One of a few words. */
  static Value.Parser<String> word(List<String> words) {
    return value -> {
      String text = text(value);
      if (text == null || words.contains(text)) {
        return text;
      }
      String message = "Invalid %s: \"%s\"".formatted(value.subject(), text);
      value.unknown(Code.INVALID_VALUE, message, "one of " + String.join(", ", words), words);
      return null;
    };
  }

  /** Text that matches as a whole. */
  static Value.Parser<String> matching(String regex, String expected) {
    Pattern pattern = Pattern.compile(regex);
    return value -> {
      Value named = named(value, pattern, expected);
      return named == null ? null : named.text();
    };
  }

  /** The name of a column or measure, to be resolved or compared where it stands. */
  static @Nullable Value name(Value value) {
    return named(value, NAME, "letters, digits and underscores, not beginning with a digit");
  }

  /** The name of a table, to be compared where it stands. */
  static @Nullable Value table(Value value) {
    return named(
        value, TABLE, "a name of letters, digits and underscores, in up to three dotted parts");
  }

  /** The name of a table in a store outside the lake, to be compared where it stands. */
  static @Nullable Value copiedTable(Value value) {
    return named(
        value, COPIED, "a name of letters, digits and underscores, or a schema, a dot and a name");
  }

  private static @Nullable Value named(Value value, Pattern pattern, String expected) {
    String text = text(value);
    if (text == null) {
      return null;
    }
    if (text.length() <= LONGEST_NAME && pattern.matcher(text).matches()) {
      return value;
    }
    value.invalid(expected);
    return null;
  }

  static @Nullable JsonPointer pointer(Value value) {
    Value pointer = named(value, POINTER, "a JSON Pointer such as /name or /data/name");
    return pointer == null ? null : JsonPointer.parse(pointer.text());
  }

  /** A pointer whose last step is every element. */
  static @Nullable JsonPointer each(Value value) {
    Value each = named(value, EACH, "a JSON Pointer that ends with *, such as /data/*");
    return each == null ? null : JsonPointer.parse(each.text());
  }

  static @Nullable Boolean truth(Value value) {
    if (value.is(Node.Kind.BOOLEAN)) {
      return Boolean.valueOf(value.text());
    }
    value.invalid("true or false");
    return null;
  }

  /** A whole number from the least to the greatest, both of at most 9 digits. */
  static Value.Parser<Integer> integer(int least, int greatest) {
    return value -> {
      if (value.is(Node.Kind.INTEGER) && value.text().length() <= 9) {
        int number = Integer.parseInt(value.text());
        if (number >= least && number <= greatest) {
          return number;
        }
      }
      value.invalid("a whole number from " + least + " to " + greatest);
      return null;
    };
  }

  /** A decimal number, exactly as written. */
  static @Nullable BigDecimal number(Value value) {
    boolean isNumber = value.is(Node.Kind.INTEGER) || value.is(Node.Kind.NUMBER);
    if (isNumber && value.text().length() <= LONGEST_NUMBER) {
      try {
        return new BigDecimal(value.text());
      } catch (NumberFormatException e) {
        // .inf, .nan and exponents out of all bounds are numbers only to YAML
      }
    }
    value.invalid("a number without quotes, of at most " + LONGEST_NUMBER + " characters");
    return null;
  }

  static @Nullable Pattern regex(Value value) {
    String text = text(value);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_PATTERN) {
        return Pattern.compile(text);
      }
      value.invalid("a regular expression of at most " + LONGEST_PATTERN + " characters");
    } catch (PatternSyntaxException e) {
      value.invalid("a regular expression of Java: " + e.getDescription());
    }
    return null;
  }

  /** A list of at least one item, none of them twice. */
  static <T> Value.Parser<List<T>> listOf(Value.Parser<T> parser) {
    return value -> {
      if (!(value.node() instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
        value.wrongShape("a list of at least one item");
        return null;
      }
      return items(value, sequence, parser);
    };
  }

  private static <T> @Nullable List<T> items(
      Value list, Node.Sequence sequence, Value.Parser<T> parser) {
    List<T> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node node : sequence.items()) {
      Value value = list.item(node);
      T item = parser.parse(value);
      if (item != null && !seen.add(value.text())) {
        value.report(
            Code.INVALID_VALUE,
            "Invalid %s: \"%s\" stands twice".formatted(value.subject(), value.text()),
            "every item once");
      } else if (item != null) {
        items.add(item);
      }
    }
    return items.size() == sequence.items().size() ? items : null;
  }
}
