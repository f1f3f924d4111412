package tributary.core.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/**
 * A table of tumbling windows over silver.
 *
 * @param table the name of the gold table
 * @param window the length of a window
 * @param offset how much after the epoch a window begins; less than {@code window}
 * @param lateness how long after its end a window still counts as open, in event time
 * @param by the silver columns that get windows of their own
 * @param measures the measures in the table's order
 * @param layout how the columns are called that Tributary adds
 */
public record Gold(
    String table,
    Duration window,
    Duration offset,
    Duration lateness,
    List<String> by,
    List<Measure> measures,
    Layout layout) {

  public Gold {
    by = List.copyOf(by);
    measures = List.copyOf(measures);
  }

  /** Windows aligned to the epoch, in a table with its usual columns. */
  public Gold(
      String table, Duration window, Duration lateness, List<String> by, List<Measure> measures) {
    this(table, window, Duration.ZERO, lateness, by, measures, Layout.PLAIN);
  }

  /** What the column is called that says when a window begins. */
  public String windowStart() {
    return layout.name(Added.WINDOW_START);
  }

  /** The columns of the table. */
  public Schema schema(Silver silver) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required(windowStart(), new Type.Timestamp()));
    fields.add(Field.required(layout.name(Added.WINDOW_END), new Type.Timestamp()));
    for (String column : by) {
      fields.add(Field.required(column, silver.columns().get(silver.indexOf(column)).type()));
    }
    for (Measure measure : measures) {
      fields.add(Field.optional(measure.name(), measure.type()));
    }
    fields.add(Field.required(layout.name(Added.IS_FINAL), new Type.Bool()));
    fields.add(Field.required(layout.name(Added.REVISION), new Type.BigInt()));
    fields.add(Field.optional(layout.name(Added.IS_COMPLETE), new Type.Bool()));
    return new Schema(fields);
  }
}
