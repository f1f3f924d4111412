package tributary.core.spec;

import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Problem.Code;

/** The block {@code silver.continuity}. */
final class ContinuityBlock {
  private static final Member<Value> TABLE = Member.required("table", Scalars::table);
  private static final Member<Value> PRODUCT = Member.required("product", Scalars::name);
  private static final Member<Value> ID = Member.optional("id", Scalars::name);
  private static final Member<JsonPointer> NEWEST = Member.optional("newest", Scalars::pointer);
  static final Block BLOCK = Block.of(TABLE, PRODUCT, ID, NEWEST);

  private ContinuityBlock() {}

  static Content read(Value value) {
    return BLOCK.read(value);
  }

  /** The name of the table, to be claimed; null if it was refused. */
  static @Nullable Value table(Content content) {
    return content.find(TABLE);
  }

  /** Checks where a control frame names the newest id: in the frame itself, as its kind. */
  static void checkPlace(Content content, Elements elements) {
    JsonPointer newest = content.find(NEWEST);
    if (newest != null) {
      elements.checkFrame(content.at(NEWEST), newest);
    }
  }

  /** What the block means; null if something of it was refused or is reported here. */
  static @Nullable Continuity parse(Content content, Columns columns, boolean hasControl) {
    checkColumns(content, columns);
    checkNewest(content, hasControl);
    Value id = content.find(ID);
    return content.isSound()
        ? new Continuity(
            content.need(TABLE).text(),
            content.need(PRODUCT).text(),
            id == null ? null : id.text(),
            content.find(NEWEST))
        : null;
  }

  private static void checkColumns(Content content, Columns columns) {
    Value product = content.find(PRODUCT);
    ColumnSpec name = product == null ? null : columns.resolveRequired(product);
    if (product != null && name != null && !(name.type() instanceof Type.Text)) {
      Columns.unfit(product, "is of type " + name.type().label(), "a string");
    }
    Value id = content.find(ID);
    ColumnSpec number = id == null ? null : columns.resolveRequired(id);
    if (id != null && number != null && !Types.isInteger(number.type())) {
      Columns.unfit(id, "is of type " + number.type().label(), "an int or bigint");
    }
  }

  private static void checkNewest(Content content, boolean hasControl) {
    if (content.has(NEWEST) && !content.has(ID)) {
      Value newest = content.at(NEWEST);
      newest.report(
          Code.MISSING_KEY,
          "Cannot use %s without id".formatted(newest.subject()),
          "silver.continuity.id, the column whose newest value it is");
    }
    if (content.has(NEWEST) && !hasControl) {
      Value newest = content.at(NEWEST);
      newest.report(
          Code.KINDS,
          "Cannot use %s without control: only control frames are asked"
              .formatted(newest.subject()),
          "silver.control, the kinds of frames that are counted and not stored");
    }
  }
}
