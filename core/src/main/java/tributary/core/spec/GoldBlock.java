package tributary.core.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The block {@code gold}: tables of windows, each under its name. */
final class GoldBlock {
  private static final List<String> OWN =
      List.of("window_start", "window_end", "is_final", "revision", "is_complete");

  private static final Member<Duration> WINDOW =
      Member.required("window", Amounts.duration(Duration.ofMillis(1), Amounts.YEAR));
  private static final Member<Duration> LATENESS =
      Member.required("lateness", Amounts.duration(Duration.ZERO, Amounts.YEAR));
  private static final Member<List<Value>> BY =
      Member.required("by", Scalars.listOf(Scalars::name));
  private static final Member<Value> MEASURES = Member.required("measures", value -> value);
  static final Block BLOCK = Block.of(WINDOW, LATENESS, BY, MEASURES);

  private GoldBlock() {}

  /** Reads all gold tables and claims their names. */
  static List<Gold> parse(Value value, Columns columns, Names tables) {
    List<Gold> gold = new ArrayList<>();
    for (Value.Named table : value.named("gold tables, each a name with its windows")) {
      Value name = Scalars.table(table.name());
      if (name != null) {
        tables.claim(name, "a gold table");
      }
      Gold read = table(table.name().text(), table.value(), columns);
      if (read != null) {
        gold.add(read);
      }
    }
    return gold;
  }

  private static @Nullable Gold table(String name, Value value, Columns columns) {
    Content content = BLOCK.read(value);
    Names names = new Names().reserve(OWN, "a column that Tributary adds");
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
            content.need(LATENESS),
            by.stream().map(Value::text).toList(),
            read)
        : null;
  }
}
