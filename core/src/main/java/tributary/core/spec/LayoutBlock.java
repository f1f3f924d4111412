package tributary.core.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/** The keys of a table that say what its added columns are called and how it is partitioned. */
final class LayoutBlock {
  private static final String ADDED = "a column that Tributary adds";
  private static final Member<Value> DAY = Member.required("day", Scalars::name);
  static final Block PARTITION_BLOCK = Block.of(DAY);
  private static final List<String> BRONZE_TIMES = List.of(Added.KAFKA_TIME, Added.RECEIVED_AT);

  /** Kafka's coordinates keep their names: by them tables are held against the topic. */
  static final LayoutBlock BRONZE =
      new LayoutBlock(
          List.of(Added.PARTITION, Added.OFFSET),
          List.of(Added.KAFKA_TIME, Added.RECEIVED_AT, Added.KEY, Added.HEADERS, Added.PAYLOAD));

  static final LayoutBlock SILVER =
      new LayoutBlock(
          List.of(Added.PARTITION, Added.OFFSET, Added.ITEM), List.of(Added.RECEIVED_AT));

  static final LayoutBlock GOLD =
      new LayoutBlock(
          List.of(),
          List.of(
              Added.WINDOW_START,
              Added.WINDOW_END,
              Added.IS_FINAL,
              Added.REVISION,
              Added.IS_COMPLETE));

  private final List<String> fixed;
  private final List<Member<Value>> renamable;
  final Block renameBlock;
  final Member<Content> rename;
  final Member<Content> partition = Member.optional("partition", PARTITION_BLOCK::read);

  private LayoutBlock(List<String> fixed, List<String> renamable) {
    this.fixed = fixed;
    this.renamable = renamable.stream().map(name -> Member.optional(name, Scalars::name)).toList();
    this.renameBlock = new Block(List.copyOf(this.renamable));
    this.rename = Member.optional("rename", renameBlock::read);
  }

  /** What the table's keys mean, as far as they were not refused. */
  Layout layout(Content table) {
    Map<String, String> names = new HashMap<>();
    for (Member<Value> member : renamable) {
      Value name = renamed(table, member);
      if (name != null) {
        names.put(member.name(), name.text());
      }
    }
    Value day = day(table);
    return new Layout(names, day == null ? null : day.text());
  }

  private @Nullable Value renamed(Content table, Member<Value> member) {
    Content names = table.find(rename);
    return names == null ? null : names.find(member);
  }

  /** The column by whose day the table is to be partitioned; null if none is named. */
  @Nullable Value day(Content table) {
    Content named = table.find(partition);
    return named == null ? null : named.find(DAY);
  }

  /** Takes the names that the added columns have in the table. */
  Names claim(Content table) {
    Names names = new Names().reserve(fixed, ADDED);
    for (Member<Value> member : renamable) {
      if (renamed(table, member) == null) {
        names.reserve(List.of(member.name()), ADDED);
      }
    }
    for (Member<Value> member : renamable) {
      Value name = renamed(table, member);
      if (name != null) {
        names.claim(name, ADDED);
      }
    }
    return names;
  }

  /** Checks the day by which bronze is partitioned: one of its timestamps. */
  static void checkBronzeDay(Content table) {
    Value day = BRONZE.day(table);
    Layout layout = BRONZE.layout(table);
    List<String> times = BRONZE_TIMES.stream().map(layout::name).toList();
    if (day != null && !times.contains(day.text())) {
      day.unknown(
          Code.UNKNOWN_COLUMN,
          "Cannot find timestamp column \"%s\" of bronze, used in %s"
              .formatted(day.text(), day.subject()),
          "one of " + String.join(", ", times),
          times);
    }
  }
}
