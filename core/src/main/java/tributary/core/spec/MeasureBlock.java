package tributary.core.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Measure.Function;
import tributary.core.spec.Problem.Code;

/** A measure of a gold table: one function with its column, and a weight where it needs one. */
final class MeasureBlock {
  /** What {@code count} counts where it counts all rows. */
  private static final String ROWS = "rows";

  /** A function and the key that stands for it. */
  private record Choice(Function function, Member<Value> member) {
    Choice(Function function) {
      this(function, Member.optional(function.name().toLowerCase(Locale.ROOT), Scalars::name));
    }
  }

  private static final List<Choice> CHOICES =
      Arrays.stream(Function.values()).map(Choice::new).toList();
  private static final Member<Value> WEIGHT = Member.optional("weight", Scalars::name);
  static final Block BLOCK =
      new Block(
          Stream.<Member<?>>concat(CHOICES.stream().map(Choice::member), Stream.of(WEIGHT))
              .toList());
  private static final String EXPECTED =
      CHOICES.stream()
          .map(choice -> choice.member().name())
          .collect(Collectors.joining(", ", "exactly one of ", ", with a column"));

  private MeasureBlock() {}

  /** Reads all measures of a table and claims their names. */
  static List<Measure> parseAll(Value value, Columns columns, Names names) {
    List<Measure> measures = new ArrayList<>();
    for (Value.Named measure : value.named("measures, each a name with " + EXPECTED)) {
      Value name = Scalars.name(measure.name());
      if (name != null) {
        names.claim(name, "a column of this table");
      }
      Measure read = parse(measure.name().text(), measure.value(), columns);
      if (read != null) {
        measures.add(read);
      }
    }
    return measures;
  }

  private static @Nullable Measure parse(String name, Value value, Columns columns) {
    Content content = BLOCK.read(value);
    if (!content.isSound()) {
      return null;
    }
    List<Choice> chosen = CHOICES.stream().filter(c -> content.has(c.member())).toList();
    if (chosen.size() != 1) {
      String has = chosen.isEmpty() ? "no function" : chosen.size() + " functions";
      invalid(value, "it has " + has, EXPECTED);
      return null;
    }
    Choice choice = chosen.get(0);
    return isWeightRight(choice, content) ? measure(name, choice, content, columns) : null;
  }

  private static boolean isWeightRight(Choice choice, Content content) {
    boolean isWeighted = choice.function() == Function.VWAP;
    if (isWeighted && !content.has(WEIGHT)) {
      invalid(content.value(), "vwap needs a weight", "the key weight beside vwap");
    } else if (!isWeighted && content.has(WEIGHT)) {
      String reason = choice.member().name() + " has no weight";
      invalid(content.value(), reason, "the key weight only beside vwap");
    }
    return content.has(WEIGHT) == isWeighted;
  }

  private static void invalid(Value value, String reason, String expected) {
    value.report(
        Code.MEASURE, "Invalid measure %s: %s".formatted(value.subject(), reason), expected);
  }

  private static @Nullable Measure measure(
      String name, Choice choice, Content content, Columns columns) {
    Value measured = content.at(choice.member());
    Value weight = content.find(WEIGHT);
    if (choice.function() == Function.COUNT && measured.text().equals(ROWS)) {
      return new Measure(name, Function.COUNT, null, null, new Type.BigInt());
    }
    if (weight != null) {
      // A weight is multiplied and summed up, so it needs to be what a sum needs.
      type(Function.SUM, weight, columns);
    }
    Type type = type(choice.function(), measured, columns);
    String weightName = weight == null ? null : weight.text();
    return type == null
        ? null
        : new Measure(name, choice.function(), measured.text(), weightName, type);
  }

  private static @Nullable Type type(Function function, Value measured, Columns columns) {
    Type column = columns.typeOf(measured);
    if (column == null) {
      return null;
    }
    Optional<Type> type = MeasureType.of(function, column);
    if (type.isEmpty()) {
      Columns.unfit(measured, MeasureType.objection(column), MeasureType.needs(function));
    }
    return type.orElse(null);
  }
}
