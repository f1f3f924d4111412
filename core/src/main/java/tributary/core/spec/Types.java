package tributary.core.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Problem.Code;

/** The types of silver columns, by name and by what can be done with them. */
final class Types {
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(([1-9][0-9]?),(0|[1-9][0-9]?)\\)");
  private static final Map<String, Type> PLAIN =
      Map.of(
          "string", new Type.Text(),
          "boolean", new Type.Bool(),
          "int", new Type.Int(),
          "bigint", new Type.BigInt(),
          "double", new Type.Float64(),
          "timestamp", new Type.Timestamp(),
          "date", new Type.Date());
  private static final List<String> NAMES =
      List.of("string", "boolean", "int", "bigint", "double", "decimal", "timestamp", "date");
  private static final String EXPECTED =
      "one of string, boolean, int, bigint, double, \"decimal(p,s)\", timestamp, date";

  private Types() {}

  static @Nullable Type parse(Value value) {
    String text = Scalars.text(value);
    if (text == null) {
      return null;
    }
    Type plain = PLAIN.get(text);
    return plain != null ? plain : decimal(value, text);
  }

  private static @Nullable Type decimal(Value value, String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      if (precision <= 38 && scale <= precision) {
        return new Type.Decimal(precision, scale);
      }
      value.invalid("decimal(p,s) with p from 1 to 38 and s from 0 to p");
    } else if (text.startsWith("decimal")) {
      value.invalid("\"decimal(p,s)\" without spaces and, inside { }, in quotes");
    } else {
      String message = "Invalid %s: \"%s\"".formatted(value.subject(), text);
      value.unknown(Code.INVALID_VALUE, message, EXPECTED, NAMES);
    }
    return null;
  }

  static boolean isInteger(Type type) {
    return type instanceof Type.Int || type instanceof Type.BigInt;
  }

  static boolean isNumber(Type type) {
    return isInteger(type) || type instanceof Type.Decimal || type instanceof Type.Float64;
  }

  static boolean isText(Type type) {
    return type instanceof Type.Text;
  }

  static boolean isTimestamp(Type type) {
    return type instanceof Type.Timestamp;
  }

  /** Whether values of the type have a least and a greatest. */
  static boolean isOrdered(Type type) {
    return isNumber(type) || isTimestamp(type) || type instanceof Type.Date;
  }

  /**
   * The type as an exact decimal, integers with the digits that Spark gives them; empty for what is
   * no exact number.
   */
  static Optional<Type.Decimal> exact(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return Optional.of(decimal);
    }
    if (type instanceof Type.Int) {
      return Optional.of(new Type.Decimal(10, 0));
    }
    return type instanceof Type.BigInt ? Optional.of(new Type.Decimal(20, 0)) : Optional.empty();
  }
}
