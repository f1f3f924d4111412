package tributary.core.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/** The block {@code gold}: tables of windows, each under its name. */
final class GoldBlock {
  private static final Member<Duration> WINDOW =
      Member.required("window", Amounts.duration(Duration.ofMillis(1), Amounts.YEAR));
  private static final Member<Duration> OFFSET =
      Member.optional("offset", Amounts.duration(Duration.ZERO, Amounts.YEAR));
  private static final Member<Duration> LATENESS =
      Member.required("lateness", Amounts.duration(Duration.ZERO, Amounts.YEAR));
  private static final Member<List<Value>> BY =
      Member.required("by", Scalars.listOf(Scalars::name));
  private static final Member<Value> MEASURES = Member.required("measures", value -> value);
  private static final LayoutBlock LAYOUT = LayoutBlock.GOLD;
  static final Block BLOCK = Block.of(WINDOW, OFFSET, LATENESS, BY, MEASURES, LAYOUT.rename);

  private GoldBlock() {}

  /**
   * What was read of one table.
   *
   * @param gold null if it was refused
   */
  record Read(String table, @Nullable Gold gold) {}

  /** Reads all gold tables and claims their names. */
  static List<Read> parse(Value value, Columns columns, Names tables) {
    List<Read> read = new ArrayList<>();
    for (Value.Named table : value.named("gold tables, each a name with its windows")) {
      Value name = Scalars.table(table.name());
      if (name != null) {
        tables.claim(name, "a gold table");
      }
      String text = table.name().text();
      read.add(new Read(text, table(text, table.value(), columns)));
    }
    return read;
  }

  private static @Nullable Gold table(String name, Value value, Columns columns) {
    Content content = BLOCK.read(value);
    checkOffset(content);
    Names names = LAYOUT.claim(content);
    List<Value> by = content.findOr(BY, List.of());
    for (Value column : by) {
      columns.resolveIdentity(column);
      names.claim(column, "a column in by");
    }
    Value measures = content.find(MEASURES);
    List<Measure> read =
        measures == null ? List.of() : MeasureBlock.parseAll(measures, columns, names);
    return content.isSound()
        ? new Gold(
            name,
            content.need(WINDOW),
            content.findOr(OFFSET, Duration.ZERO),
            content.need(LATENESS),
            by.stream().map(Value::text).toList(),
            read,
            LAYOUT.layout(content))
        : null;
  }

  private static void checkOffset(Content content) {
    Duration offset = content.find(OFFSET);
    Duration window = content.find(WINDOW);
    if (offset != null && window != null && offset.compareTo(window) >= 0) {
      Value value = content.at(OFFSET);
      value.report(
          Code.OFFSET,
          "Invalid %s: \"%s\" is not less than the window".formatted(value.subject(), value.text()),
          "a duration less than " + content.at(WINDOW).text());
    }
  }
}
