package tributary.core.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/**
 * The windows of one gold table: those that are open are held here, those that are final are in the
 * table. What it answers is decided by the rows below the ledger's offsets alone, not by when it is
 * asked. Not thread-safe.
 */
public final class Windows {
  private final Gold gold;
  private final Schema silver;
  private final Schema schema;
  private final CommittedRows committed;
  private final Completeness completeness;
  private final long windowMicros;
  private final long latenessMicros;
  private final int revisionColumn;
  private final Groups groups;
  private final Placing placing;
  private final Refill refill;
  private final List<Window> touched = new ArrayList<>();
  private boolean watched;
  private long late;

  /**
   * @param committed asked when a row comes for a window that may have been sealed
   * @param completeness asked for each new window of a product
   */
  public Windows(Gold gold, Silver silver, CommittedRows committed, Completeness completeness) {
    this.gold = gold;
    this.silver = silver.schema();
    this.committed = committed;
    this.completeness = completeness;
    this.schema = schema(gold, silver);
    this.windowMicros = gold.window().toNanos() / 1000;
    this.latenessMicros = gold.lateness().toNanos() / 1000;
    this.revisionColumn = schema.indexOf(gold.layout().name(Added.REVISION));
    this.groups = new Groups(schema, gold, silver);
    this.placing = new Placing(silver, gold);
    this.refill = new Refill(committed, groups, placing, windowMicros);
  }

  /** The columns of a gold table. */
  public static Schema schema(Gold gold, Silver silver) {
    return gold.schema(silver);
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
    long start = placing.start(rows, row);
    Group group = groups.ofSilver(rows, row);
    Window window = group.find(start);
    if (window == null) {
      window = open(group, start, marks);
    }
    window.add(rows, row, partition, placing.place(rows, row, partition, offset));
    if (Window.hasPassed(marks.highestMicros(partition), start + windowMicros, latenessMicros)) {
      window.correct();
      late++;
    }
    touch(window);
  }

  /** How many rows came after their window was over, so far. */
  public long late() {
    return late;
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
    long end = start + windowMicros;
    byte[] product = group.product();
    Boolean complete = product == null ? null : completeness.isComplete(product, start, end);
    Window window = new Window(group, start, end, measures, complete);
    group.put(window);
    return window;
  }

  private Window putCommitted(Group group, Rows rows, int row, boolean isSealed) {
    return put(group, rows.longs(0).get(row))
        .committed(rows.longs(revisionColumn).get(row), isSealed, complete(rows, row));
  }

  private @Nullable Boolean complete(Rows rows, int row) {
    int column = revisionColumn + 1;
    return rows.column(column).isNull(row) ? null : (Boolean) (rows.longs(column).get(row) != 0);
  }

  /** Brings a sealed window back as the table has it, by the silver rows it was made of. */
  private @Nullable Window reopen(Group group, long start, Watermarks marks) {
    List<Window> found = new ArrayList<>();
    committed.gold(
        gold.table(),
        start,
        start + 1,
        rows -> {
          for (int row = 0; row < rows.size(); row++) {
            if (groups.findGold(rows, row) == group) {
              found.add(putCommitted(group, rows, row, true));
            }
          }
        });
    refill.windows(found, marks);
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * Asks again whether windows of a product are complete, after a gap came, went or grew: those
   * that are held, and those that the table has. A window that says so anew once it is over, or
   * whose gap was repaired, is a corrected one.
   *
   * @param product its name in UTF-8
   * @param fromMicros the first event time of the gap
   * @param toMicros the last one; {@link Long#MAX_VALUE} if there is none yet
   * @param repaired whether a gap was repaired
   * @param partition where the frame is that showed it
   * @param marks as of that frame, the frame itself not counted
   */
  public void recheck(
      byte[] product,
      long fromMicros,
      long toMicros,
      boolean repaired,
      int partition,
      Watermarks marks) {
    if (!groups.haveProduct()) {
      return;
    }
    long first = placing.start(fromMicros);
    if (Window.hasPassed(marks.highestMicros(), first + windowMicros, latenessMicros)
        && !isHeld(product, first, toMicros)) {
      reopenChanged(product, first, toMicros, marks);
    }
    for (Group group : groups.of(product)) {
      group.forEach(
          first, toMicros, window -> recheck(window, product, repaired, partition, marks));
    }
  }

  private void recheck(
      Window window, byte[] product, boolean repaired, int partition, Watermarks marks) {
    Boolean now = completeness.isComplete(product, window.startMicros, window.endMicros);
    if (!window.says(now)) {
      boolean isOver =
          Window.hasPassed(marks.highestMicros(partition), window.endMicros, latenessMicros);
      window.complete(now, isOver || (repaired && Boolean.TRUE.equals(now)));
      touch(window);
    }
  }

  /** Whether it is about one window only, and that one is held. */
  private boolean isHeld(byte[] product, long first, long toMicros) {
    List<Group> all = groups.of(product);
    return groups.areProducts()
        && toMicros - first < windowMicros
        && !all.isEmpty()
        && all.get(0).find(first) != null;
  }

  private void reopenChanged(byte[] product, long first, long toMicros, Watermarks marks) {
    List<Window> found = new ArrayList<>();
    long until = toMicros == Long.MAX_VALUE ? toMicros : toMicros + 1;
    committed.gold(
        gold.table(),
        first,
        until,
        rows -> {
          for (int row = 0; row < rows.size(); row++) {
            if (groups.isOf(product, rows, row) && hasChanged(product, rows, row)) {
              found.add(putCommitted(groups.ofGold(rows, row), rows, row, true));
            }
          }
        });
    refill.windows(found, marks);
  }

  /** Whether the row is one that is not held and no longer right. */
  private boolean hasChanged(byte[] product, Rows rows, int row) {
    long start = rows.longs(0).get(row);
    Group group = groups.findGold(rows, row);
    return (group == null || group.find(start) == null)
        && !Objects.equals(
            complete(rows, row), completeness.isComplete(product, start, start + windowMicros));
  }

  /** Brings back the windows that were open at the last commit, still without their rows. */
  public void restore(Rows openRows) {
    for (int row = 0; row < openRows.size(); row++) {
      putCommitted(groups.ofGold(openRows, row), openRows, row, false);
    }
  }

  /**
   * Lets go of windows that came back and have no row of these partitions: they are kept elsewhere.
   *
   * @throws IllegalStateException if a window has rows of these and of other partitions
   */
  public void keep(IntPredicate own) {
    for (Group group : groups) {
      group.removeIf(window -> !window.isOf(own));
    }
  }

  /**
   * Fills windows that {@link #restore} brought back from committed silver rows; rows of other
   * windows are passed over.
   *
   * @param marks rows at or above the position of their partition are still to come
   */
  public void refill(Rows rows, Watermarks marks) {
    refill.rows(rows, false, marks);
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
    groups.dropEmpty();
  }
}
