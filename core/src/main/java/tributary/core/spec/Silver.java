package tributary.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/**
 * How frames become rows.
 *
 * @param table the name of the silver table
 * @param kind where a frame says what it is; null if all frames are rows
 * @param rows the kinds that are rows; other kinds than these and {@code control} are rejected
 * @param control the kinds that are counted and not stored in silver
 * @param each where the elements of a frame are that are rows; null if the frame itself is one
 * @param columns the columns in the table's order
 * @param eventTime the column, a required timestamp, that says when it happened at the venue. A
 *     control frame that has a time at the same pointer advances the partition's time too
 * @param sequence the column that orders rows of equal event time; null where there is none
 * @param key what makes a row itself, or null if rows are not de-duplicated
 * @param continuity how missing rows are noticed; null if they are not
 * @param layout how the columns are called that Tributary adds, and the table is partitioned
 */
public record Silver(
    String table,
    @Nullable JsonPointer kind,
    Set<String> rows,
    Set<String> control,
    @Nullable Each each,
    List<ColumnSpec> columns,
    String eventTime,
    @Nullable String sequence,
    @Nullable Key key,
    @Nullable Continuity continuity,
    Layout layout) {

  public Silver {
    rows = Set.copyOf(rows);
    control = Set.copyOf(control);
    columns = List.copyOf(columns);
  }

  /** A table with its usual columns. */
  public Silver(
      String table,
      @Nullable JsonPointer kind,
      Set<String> rows,
      Set<String> control,
      @Nullable Each each,
      List<ColumnSpec> columns,
      String eventTime,
      @Nullable String sequence,
      @Nullable Key key,
      @Nullable Continuity continuity) {
    this(
        table,
        kind,
        rows,
        control,
        each,
        columns,
        eventTime,
        sequence,
        key,
        continuity,
        Layout.PLAIN);
  }

  /** Frames that are rows themselves, and of which nobody notices whether some are missing. */
  public Silver(
      String table,
      @Nullable JsonPointer kind,
      Set<String> rows,
      Set<String> control,
      List<ColumnSpec> columns,
      String eventTime,
      @Nullable String sequence,
      @Nullable Key key) {
    this(table, kind, rows, control, null, columns, eventTime, sequence, key, null, Layout.PLAIN);
  }

  /** What the column is called that says when a row's frame was received. */
  public String receivedAt() {
    return layout.name(Added.RECEIVED_AT);
  }

  /** The columns of the table: the pipeline's own, then where the row came from. */
  public Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (ColumnSpec column : columns) {
      fields.add(new Field(column.name(), column.type(), column.required()));
    }
    fields.add(Field.required(Added.PARTITION, new Type.Int()));
    fields.add(Field.required(Added.OFFSET, new Type.BigInt()));
    fields.add(Field.required(receivedAt(), new Type.Timestamp()));
    if (each != null) {
      fields.add(Field.required(Added.ITEM, new Type.Int()));
    }
    return new Schema(fields);
  }

  /** The place of the named column among {@link #columns}. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Cannot find silver column " + column);
  }
}
