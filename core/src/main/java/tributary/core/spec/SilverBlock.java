package tributary.core.spec;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/** The block {@code silver}. */
final class SilverBlock {
  private static final Member<Value> TABLE = Member.required("table", Scalars::table);
  private static final Member<JsonPointer> KIND = Member.optional("kind", Scalars::pointer);
  private static final Member<List<Value>> ROWS =
      Member.optional("rows", Scalars.listOf(Scalars::spelled));
  private static final Member<List<Value>> CONTROL =
      Member.optional("control", Scalars.listOf(Scalars::spelled));
  private static final Member<JsonPointer> EACH = Member.optional("each", Scalars::each);
  private static final Member<Boolean> NEWEST_FIRST =
      Member.optional("newest_first", Scalars::truth);
  private static final Member<Columns> COLUMNS = Member.required("columns", Columns::parse);
  private static final Member<Value> EVENT_TIME = Member.required("event_time", Scalars::name);
  private static final Member<Value> SEQUENCE = Member.optional("sequence", Scalars::name);
  private static final Member<Content> KEY = Member.optional("key", SilverBlock::keyContent);
  private static final Member<Content> CONTINUITY =
      Member.optional("continuity", ContinuityBlock::read);
  private static final LayoutBlock LAYOUT = LayoutBlock.SILVER;
  static final Block BLOCK =
      Block.of(
          TABLE,
          LAYOUT.rename,
          LAYOUT.partition,
          KIND,
          ROWS,
          CONTROL,
          EACH,
          NEWEST_FIRST,
          COLUMNS,
          EVENT_TIME,
          SEQUENCE,
          KEY,
          CONTINUITY);

  private static final Member<List<Value>> KEY_COLUMNS =
      Member.required("columns", Scalars.listOf(Scalars::name));
  private static final Member<Duration> WITHIN =
      Member.required("within", Amounts.duration(Duration.ofMillis(1), Amounts.YEAR));
  static final Block KEY_BLOCK = Block.of(KEY_COLUMNS, WITHIN);

  /**
   * What was read: the names even where the block as a whole was refused.
   *
   * @param partition what stands under the key; null if nothing does
   */
  record Read(
      @Nullable Silver silver,
      @Nullable Value table,
      @Nullable Value gaps,
      @Nullable Value partition,
      Columns columns) {}

  private SilverBlock() {}

  private static Content keyContent(Value value) {
    return KEY_BLOCK.read(value);
  }

  static Read parse(Value value) {
    Content content = BLOCK.read(value);
    Columns columns = content.findOr(COLUMNS, new Columns());
    columns.claim(LAYOUT.claim(content), LAYOUT.layout(content));
    checkKinds(content);
    checkElements(content, columns);
    checkOrder(content, columns);
    Value day = LAYOUT.day(content);
    if (day != null) {
      columns.checkDay(day);
    }
    Key key = key(content, columns);
    Content gaps = content.find(CONTINUITY);
    Continuity continuity =
        gaps == null ? null : ContinuityBlock.parse(gaps, columns, content.has(CONTROL));
    Silver silver = content.isSound() ? silver(content, columns, key, continuity) : null;
    Value gapsTable = gaps == null ? null : ContinuityBlock.table(gaps);
    Value partition = content.has(LAYOUT.partition) ? content.at(LAYOUT.partition) : null;
    return new Read(silver, content.find(TABLE), gapsTable, partition, columns);
  }

  private static Silver silver(
      Content content, Columns columns, @Nullable Key key, @Nullable Continuity continuity) {
    Value sequence = content.find(SEQUENCE);
    return new Silver(
        content.need(TABLE).text(),
        content.find(KIND),
        texts(content.findOr(ROWS, List.of())),
        texts(content.findOr(CONTROL, List.of())),
        each(content),
        columns.specs(),
        content.need(EVENT_TIME).text(),
        sequence == null ? null : sequence.text(),
        key,
        continuity,
        LAYOUT.layout(content));
  }

  private static @Nullable Each each(Content content) {
    JsonPointer elements = content.find(EACH);
    return elements == null ? null : new Each(elements, content.findOr(NEWEST_FIRST, false));
  }

  private static void checkElements(Content content, Columns columns) {
    JsonPointer each = content.find(EACH);
    if (content.has(EACH) && each == null) {
      return;
    }
    Elements elements = new Elements(each);
    if (each != null) {
      elements.checkDepth(content.at(EACH));
    } else if (content.has(NEWEST_FIRST)) {
      Value value = content.at(NEWEST_FIRST);
      value.report(
          Code.EACH,
          "Cannot use %s without each".formatted(value.subject()),
          "silver.each, the JSON Pointer to the elements that are rows");
    }
    JsonPointer kind = content.find(KIND);
    if (kind != null) {
      elements.checkFrame(content.at(KIND), kind);
    }
    Content gaps = content.find(CONTINUITY);
    if (gaps != null) {
      ContinuityBlock.checkPlace(gaps, elements);
    }
    columns.check(elements);
  }

  private static void checkKinds(Content content) {
    for (Member<?> kinds : List.of(ROWS, CONTROL)) {
      if (content.has(kinds) && !content.has(KIND)) {
        Value value = content.at(kinds);
        value.report(
            Code.KINDS,
            "Cannot use %s without kind".formatted(value.subject()),
            "silver.kind, the JSON Pointer to what a frame says it is");
      }
    }
    if (content.has(KIND) && !content.has(ROWS)) {
      content
          .at(KIND)
          .report(
              Code.KINDS,
              "Cannot use silver.kind without rows: every frame would be rejected",
              "silver.rows, the kinds of frames that are rows");
    }
    checkKindsDiffer(content);
  }

  private static void checkKindsDiffer(Content content) {
    Set<String> rows = texts(content.findOr(ROWS, List.of()));
    for (Value control : content.findOr(CONTROL, List.of())) {
      if (rows.contains(control.text())) {
        control.report(
            Code.KINDS,
            "Invalid silver.control: \"%s\" is in rows too".formatted(control.text()),
            "every kind in one of the two lists");
      }
    }
  }

  private static void checkOrder(Content content, Columns columns) {
    Value eventTime = content.find(EVENT_TIME);
    ColumnSpec time = eventTime == null ? null : columns.resolveRequired(eventTime);
    if (eventTime != null && time != null && !Types.isTimestamp(time.type())) {
      Columns.unfit(eventTime, "is of type " + time.type().label(), "a timestamp");
    }
    Value sequence = content.find(SEQUENCE);
    ColumnSpec number = sequence == null ? null : columns.resolve(sequence);
    if (sequence != null && number != null && !Types.isInteger(number.type())) {
      Columns.unfit(sequence, "is of type " + number.type().label(), "an int or bigint");
    }
  }

  private static @Nullable Key key(Content content, Columns columns) {
    Content key = content.find(KEY);
    if (key == null) {
      return null;
    }
    List<Value> names = key.findOr(KEY_COLUMNS, List.of());
    names.forEach(columns::resolveIdentity);
    return key.isSound()
        ? new Key(names.stream().map(Value::text).toList(), key.need(WITHIN))
        : null;
  }

  private static Set<String> texts(List<Value> values) {
    return values.stream().map(Value::text).collect(Collectors.toSet());
  }
}
