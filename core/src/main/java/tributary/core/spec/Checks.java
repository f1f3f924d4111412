package tributary.core.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Problem.Code;

/** The checks that a column may have: their keys, and the types that they suit. */
final class Checks {
  private static final Duration CENTURY = Duration.ofDays(36_500);

  /** One key: the types it suits, and the check that it makes of its value. */
  private record Rule<T>(
      Member<T> member, Predicate<Type> suits, String suited, Function<T, Check> check) {

    @Nullable Check read(Type type, Content column) {
      T bound = column.find(member);
      if (bound == null) {
        return null;
      }
      Value value = column.at(member);
      if (!suits.test(type)) {
        refuse(value, type, "a column of " + suited);
      } else if (bound instanceof BigDecimal number && !Bounds.fits(number, type)) {
        refuse(value, type, "a bound that the column can hold, not " + value.text());
      }
      return check.apply(bound);
    }

    private static void refuse(Value value, Type type, String expected) {
      String message = "Cannot use %s on a column of type %s";
      value.report(Code.UNFIT_COLUMN, message.formatted(value.subject(), type.label()), expected);
    }
  }

  private static final List<Rule<?>> RULES =
      List.of(
          bound("above", Check.Above::new),
          bound("at_least", Check.AtLeast::new),
          bound("below", Check.Below::new),
          bound("at_most", Check.AtMost::new),
          new Rule<>(
              Member.optional("one_of", Scalars.listOf(Scalars::text)),
              Types::isText,
              "strings",
              values -> new Check.OneOf(Set.copyOf(values))),
          new Rule<>(
              Member.optional("matches", Scalars::regex),
              Types::isText,
              "strings",
              Check.Matches::new),
          new Rule<>(
              Member.optional("near_receipt", Amounts.duration(Duration.ofMillis(1), CENTURY)),
              Types::isTimestamp,
              "timestamps",
              Check.NearReceipt::new));

  private Checks() {}

  private static Rule<BigDecimal> bound(String key, Function<BigDecimal, Check> check) {
    return new Rule<>(Member.optional(key, Scalars::number), Types::isNumber, "numbers", check);
  }

  /** The keys of all checks. */
  static Stream<Member<?>> members() {
    return RULES.stream().map(Rule::member);
  }

  /** The checks that the column declares, in the order of the vocabulary. */
  static List<Check> read(Type type, Content column) {
    List<Check> checks = new ArrayList<>();
    for (Rule<?> rule : RULES) {
      Check check = rule.read(type, column);
      if (check != null) {
        checks.add(check);
      }
    }
    return checks;
  }
}
