package tributary.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Schema;
import tributary.core.spec.Problem.Code;

/** The block {@code copies}: per store, the tables that are copied there. */
final class CopiesBlock {
  /** A store and the key that stands for it. */
  private record Choice(Copy.Target target, Member<Value> member) {
    Choice(Copy.Target target) {
      this(target, Member.optional(target.name().toLowerCase(Locale.ROOT), value -> value));
    }
  }

  private static final List<Choice> CHOICES =
      Stream.of(Copy.Target.values()).map(Choice::new).toList();
  static final Block BLOCK = new Block(CHOICES.stream().<Member<?>>map(Choice::member).toList());

  private static final Member<Value> AS = Member.optional("as", Scalars::copiedTable);
  private static final Member<List<Value>> COLUMNS =
      Member.optional("columns", Scalars.listOf(Scalars::name));
  static final Block COPY_BLOCK = Block.of(AS, COLUMNS);

  private CopiesBlock() {}

  /** Reads all copies; those that were refused are left out. */
  static List<Copy> parse(Value value, Sources sources) {
    Content content = BLOCK.read(value);
    List<Copy> copies = new ArrayList<>();
    for (Choice choice : CHOICES) {
      Value tables = content.find(choice.member());
      if (tables != null) {
        parse(choice.target(), tables, sources, copies);
      }
    }
    return copies;
  }

  private static void parse(Copy.Target target, Value value, Sources sources, List<Copy> copies) {
    Names names = new Names();
    for (Value.Named table : value.named("tables, each a silver or gold table of this file")) {
      Value name = Scalars.table(table.name());
      Schema columns = name == null ? null : sources.resolve(name);
      Content content = COPY_BLOCK.read(table.value());
      Value as = content.find(AS);
      if (name != null && content.isSound()) {
        String called = as == null ? lastPart(name.text()) : as.text();
        names.claim(as == null ? name : as, called, "a copy in this store");
        List<Value> chosen = content.findOr(COLUMNS, List.of());
        checkColumns(chosen, columns);
        copies.add(
            new Copy(target, name.text(), called, chosen.stream().map(Value::text).toList()));
      }
    }
  }

  private static String lastPart(String table) {
    return table.substring(table.lastIndexOf('.') + 1);
  }

  private static void checkColumns(List<Value> chosen, @Nullable Schema columns) {
    if (columns == null) {
      return;
    }
    for (Value column : chosen) {
      if (!columns.names().contains(column.text())) {
        column.unknown(
            Code.UNKNOWN_COLUMN,
            "Cannot find column \"%s\", used in %s".formatted(column.text(), column.subject()),
            "one of the table's columns",
            columns.names());
      }
    }
  }
}
