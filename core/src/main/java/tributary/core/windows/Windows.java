package tributary.core.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Gold;
import tributary.core.spec.Measure;
import tributary.core.spec.Silver;

/**
 * The windows of one gold table: those that are open are held here, those that are final are in the
 * table. What it answers is decided by the rows below the ledger's offsets alone, not by when it is
 * asked. Not thread-safe.
 */
public final class Windows {
  private final Gold gold;
  private final Silver silver;
  private final Schema schema;
  private final CommittedRows committed;
  private final long windowMicros;
  private final long latenessMicros;
  private final int timeColumn;
  private final int sequenceColumn;
  private final boolean isItemized;
  private final int[] silverBy;
  private final int[] goldBy;
  private final KeyReader silverKey;
  private final KeyReader goldKey;
  private final Order order = new Order();
  private final List<Window> touched = new ArrayList<>();
  private boolean watched;
  private KeyTable keys = new KeyTable();
  private List<Group> groups = new ArrayList<>();

  /**
   * @param committed asked when a row comes for a window that may have been sealed
   */
  public Windows(Gold gold, Silver silver, CommittedRows committed) {
    this.gold = gold;
    this.silver = silver;
    this.committed = committed;
    this.schema = schema(gold, silver);
    this.windowMicros = gold.window().toNanos() / 1000;
    this.latenessMicros = gold.lateness().toNanos() / 1000;
    this.timeColumn = silver.indexOf(silver.eventTime());
    this.sequenceColumn = silver.sequence() == null ? -1 : silver.indexOf(silver.sequence());
    this.isItemized = silver.each() != null;
    this.silverBy = gold.by().stream().mapToInt(silver::indexOf).toArray();
    this.goldBy = gold.by().stream().mapToInt(schema::indexOf).toArray();
    this.silverKey = new KeyReader(silverBy);
    this.goldKey = new KeyReader(goldBy);
  }

  /** The columns of a gold table. */
  public static Schema schema(Gold gold, Silver silver) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required("window_start", new Type.Timestamp()));
    fields.add(Field.required("window_end", new Type.Timestamp()));
    for (String by : gold.by()) {
      fields.add(Field.required(by, silver.columns().get(silver.indexOf(by)).type()));
    }
    for (Measure measure : gold.measures()) {
      fields.add(Field.optional(measure.name(), measure.type()));
    }
    fields.add(Field.required("is_final", new Type.Bool()));
    fields.add(Field.required("revision", new Type.BigInt()));
    fields.add(Field.optional("is_complete", new Type.Bool()));
    return new Schema(fields);
  }

  public String table() {
    return gold.table();
  }

  public Schema schema() {
    return schema;
  }

  /**
   * Takes in a silver row.
   *
   * @param marks as of the row's frame, the row itself not counted
   */
  public void add(Rows rows, int row, int partition, long offset, Watermarks marks) {
    long time = rows.longs(timeColumn).get(row);
    long start = Math.floorDiv(time, windowMicros) * windowMicros;
    Group group = group(rows, row, silverKey, silverBy);
    Window window = group.find(start);
    if (window == null) {
      window = open(group, start, marks);
    }
    place(rows, row, time, partition, offset);
    window.add(rows, row, partition, order);
    if (Window.hasPassed(marks.highestMicros(partition), start + windowMicros, latenessMicros)) {
      window.correct();
    }
    touch(window);
  }

  private void place(Rows rows, int row, long time, int partition, long offset) {
    int item = isItemized ? (int) rows.longs(rows.schema().indexOf("kafka_item")).get(row) : 0;
    boolean sequenced = sequenceColumn >= 0 && !rows.column(sequenceColumn).isNull(row);
    long sequence = sequenced ? rows.longs(sequenceColumn).get(row) : Long.MIN_VALUE;
    order.set(time, sequence, partition, offset, item);
  }

  private Group group(Rows rows, int row, KeyReader key, int[] by) {
    key.read(rows, row);
    int number = keys.add(key.array(), key.length());
    if (number == groups.size()) {
      groups.add(new Group(values(rows, row, by)));
    }
    return groups.get(number);
  }

  private Rows values(Rows rows, int row, int[] by) {
    Rows values = new Rows(schema.select(gold.by()));
    values.open();
    for (int i = 0; i < by.length; i++) {
      values.set(i, rows, by[i], row);
    }
    values.keep();
    return values;
  }

  private Window open(Group group, long start, Watermarks marks) {
    long end = start + windowMicros;
    if (Window.hasPassed(marks.highestMicros(), end, latenessMicros)) {
      Window sealed = reopen(group, start, marks);
      if (sealed != null) {
        return sealed;
      }
    }
    return put(group, start);
  }

  private Window put(Group group, long start) {
    Accumulator[] measures =
        gold.measures().stream()
            .map(measure -> Accumulator.of(measure, silver))
            .toArray(Accumulator[]::new);
    Window window = new Window(group, start, start + windowMicros, measures);
    group.put(window);
    return window;
  }

  /** Brings a sealed window back as the table has it, by the silver rows it was made of. */
  private @Nullable Window reopen(Group group, long start, Watermarks marks) {
    committed.gold(gold.table(), start, rows -> putCommitted(rows, group));
    Window window = group.find(start);
    if (window != null) {
      committed.silver(start, start + windowMicros, rows -> refill(rows, window, marks));
    }
    return window;
  }

  private void putCommitted(Rows rows, Group wanted) {
    for (int row = 0; row < rows.size(); row++) {
      goldKey.read(rows, row);
      int number = keys.find(goldKey.array(), goldKey.length());
      if (number >= 0 && groups.get(number) == wanted) {
        put(wanted, rows.longs(0).get(row)).committed(revision(rows, row), true);
      }
    }
  }

  private long revision(Rows rows, int row) {
    return rows.longs(schema.indexOf("revision")).get(row);
  }

  /** Brings back the windows that were open at the last commit, still without their rows. */
  public void restore(Rows openRows) {
    for (int row = 0; row < openRows.size(); row++) {
      Group group = group(openRows, row, goldKey, goldBy);
      put(group, openRows.longs(0).get(row)).committed(revision(openRows, row), false);
    }
  }

  /**
   * Fills windows that {@link #restore} brought back from committed silver rows; rows of other
   * windows are passed over.
   *
   * @param marks rows at or above the position of their partition are still to come
   */
  public void refill(Rows rows, Watermarks marks) {
    refill(rows, null, marks);
  }

  private void refill(Rows rows, @Nullable Window only, Watermarks marks) {
    int partitionColumn = rows.schema().indexOf("kafka_partition");
    int offsetColumn = rows.schema().indexOf("kafka_offset");
    for (int row = 0; row < rows.size(); row++) {
      int partition = (int) rows.longs(partitionColumn).get(row);
      long offset = rows.longs(offsetColumn).get(row);
      Window window = offset < marks.position(partition) ? find(rows, row) : null;
      if (window != null && (only == null || only == window)) {
        place(rows, row, rows.longs(timeColumn).get(row), partition, offset);
        window.add(rows, row, partition, order);
      }
    }
  }

  private @Nullable Window find(Rows rows, int row) {
    silverKey.read(rows, row);
    int number = keys.find(silverKey.array(), silverKey.length());
    long time = rows.longs(timeColumn).get(row);
    return number < 0
        ? null
        : groups.get(number).find(Math.floorDiv(time, windowMicros) * windowMicros);
  }

  private void touch(Window window) {
    if (watched && !window.touched) {
      window.touched = true;
      touched.add(window);
    }
  }

  /**
   * Writes the windows that changed or became final since the last call, as they stand; the first
   * call writes all that are open. Who calls once must go on: from then on changes are held here.
   */
  public void drainTouched(Rows rows, Watermarks marks) {
    if (!watched) {
      watched = true;
      groups.forEach(group -> group.forEach(this::touch));
    }
    for (Window window : touched) {
      window.touched = false;
      window.write(rows, window.isFinal(marks, latenessMicros));
    }
    touched.clear();
  }

  /**
   * Writes all windows as they stand: those still open, and those that are final and are let go of.
   */
  public void cut(Watermarks marks, Cut cut) {
    for (Group group : groups) {
      group.cut(marks, latenessMicros, cut, this::touch);
    }
    dropEmptyGroups();
  }

  private void dropEmptyGroups() {
    long empty = groups.stream().filter(Group::isEmpty).count();
    if (groups.size() < 1024 || empty * 2 < groups.size()) {
      return;
    }
    List<Group> before = groups;
    keys = new KeyTable();
    groups = new ArrayList<>();
    KeyReader key = new KeyReader(IntStream.range(0, silverBy.length).toArray());
    for (Group group : before) {
      if (!group.isEmpty()) {
        key.read(group.by(), 0);
        keys.add(key.array(), key.length());
        groups.add(group);
      }
    }
  }
}
