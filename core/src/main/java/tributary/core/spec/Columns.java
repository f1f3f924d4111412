package tributary.core.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Problem.Code;

/**
 * The silver columns, which the rest of the file names. A column whose own declaration was refused
 * is known too, so that naming it is no second problem.
 */
final class Columns {
  private static final Member<JsonPointer> POINTER = Member.optional("pointer", Scalars::pointer);
  private static final Member<JsonPointer> NAME_OF = Member.optional("name_of", Scalars::pointer);
  private static final Member<Type> TYPE = Member.required("type", Types::parse);
  private static final Member<Boolean> REQUIRED = Member.optional("required", Scalars::truth);
  static final Block BLOCK =
      new Block(
          Stream.of(
                  Stream.of(POINTER, NAME_OF, TYPE),
                  Readings.members(),
                  Stream.of(REQUIRED),
                  Checks.members())
              .<Member<?>>flatMap(members -> members)
              .toList());

  private final Map<String, Optional<ColumnSpec>> known = new LinkedHashMap<>();
  private final List<Content> contents = new ArrayList<>();
  private final List<Value> names = new ArrayList<>();
  private String receivedAt = Added.RECEIVED_AT;

  /** Reads the block of all columns. */
  static Columns parse(Value value) {
    Columns columns = new Columns();
    for (Value.Named column : value.named("columns, each a name with a pointer and a type")) {
      Value name = Scalars.name(column.name());
      if (name != null) {
        columns.names.add(name);
      }
      columns.known.put(
          column.name().text(),
          Optional.ofNullable(columns.column(column.name().text(), column.value())));
    }
    return columns;
  }

  private @Nullable ColumnSpec column(String name, Value value) {
    Content content = BLOCK.read(value);
    if (!content.isSound() || !hasOnePlace(content)) {
      return null;
    }
    contents.add(content);
    Type type = content.need(TYPE);
    boolean isName = content.has(NAME_OF);
    return new ColumnSpec(
        name,
        content.need(isName ? NAME_OF : POINTER),
        isName,
        type,
        Readings.read(type, content),
        content.findOr(REQUIRED, false),
        Checks.read(type, content));
  }

  private static boolean hasOnePlace(Content content) {
    Value value = content.value();
    if (!content.has(POINTER) && !content.has(NAME_OF)) {
      value.report(
          Code.MISSING_KEY,
          "Cannot find key \"pointer\" in %s".formatted(value.subject()),
          "pointer, where the value stands, or name_of, of which entry it is the name");
      return false;
    }
    if (content.has(POINTER) && content.has(NAME_OF)) {
      content
          .at(NAME_OF)
          .report(
              Code.EACH,
              "Cannot use %s beside pointer".formatted(content.at(NAME_OF).subject()),
              "one of the keys pointer and name_of");
      return false;
    }
    return true;
  }

  /** Claims the columns' names among those of the columns that Tributary adds. */
  void claim(Names added, Layout layout) {
    names.forEach(name -> added.claim(name, "another column"));
    receivedAt = layout.name(Added.RECEIVED_AT);
  }

  /** Checks the columns' places against the elements that are rows. */
  void check(Elements elements) {
    for (Content content : contents) {
      if (content.has(NAME_OF)) {
        elements.checkName(content.at(NAME_OF), content.need(NAME_OF));
      } else {
        elements.checkPointer(content.at(POINTER), content.need(POINTER));
      }
    }
  }

  /** The columns in the file's order, without those that were refused. */
  List<ColumnSpec> specs() {
    return known.values().stream().flatMap(Optional::stream).toList();
  }

  /** The column that is named; null if it was refused, or is unknown, which is reported. */
  @Nullable ColumnSpec resolve(Value name) {
    return resolve(name, known.keySet());
  }

  private @Nullable ColumnSpec resolve(Value name, Collection<String> meant) {
    Optional<ColumnSpec> column = known.get(name.text());
    if (column != null) {
      return column.orElse(null);
    }
    if (!known.isEmpty()) {
      name.unknown(
          Code.UNKNOWN_COLUMN,
          "Cannot find silver column \"%s\", used in %s".formatted(name.text(), name.subject()),
          "one of silver's columns",
          meant);
    }
    return null;
  }

  /**
   * The type of a column of the file, or of the one that Tributary adds with the time of receipt;
   * null as in {@link #resolve}.
   */
  @Nullable Type typeOf(Value name) {
    if (name.text().equals(receivedAt)) {
      return new Type.Timestamp();
    }
    Set<String> meant = new LinkedHashSet<>(known.keySet());
    meant.add(receivedAt);
    ColumnSpec column = resolve(name, meant);
    return column == null ? null : column.type();
  }

  /** Checks a column by whose day the table is to be partitioned. */
  void checkDay(Value name) {
    if (!name.text().equals(receivedAt)) {
      ColumnSpec column = resolveRequired(name);
      if (column != null && !Types.isTimestamp(column.type())) {
        unfit(name, "is of type " + column.type().label(), "a timestamp");
      }
    }
  }

  /** As {@link #resolve}; reports a column in which a row may have no value. */
  @Nullable ColumnSpec resolveRequired(Value name) {
    ColumnSpec column = resolve(name);
    if (column != null && !column.required()) {
      unfit(name, "can be absent", "a column with required: true");
    }
    return column;
  }

  /** As {@link #resolveRequired}; reports a column whose values cannot be told apart for sure. */
  @Nullable ColumnSpec resolveIdentity(Value name) {
    ColumnSpec column = resolveRequired(name);
    if (column != null && column.type() instanceof Type.Float64) {
      unfit(name, "is a double, and doubles are inexact", "a column of another type");
    }
    return column;
  }

  /** Reports that a column does not suit its use. */
  static void unfit(Value name, String reason, String expected) {
    name.report(
        Code.UNFIT_COLUMN,
        "Cannot use column \"%s\" in %s: it %s".formatted(name.text(), name.subject(), reason),
        expected);
  }
}
