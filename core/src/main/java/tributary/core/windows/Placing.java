package tributary.core.windows;

import tributary.core.rows.Rows;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/** Tells when silver rows happened, and in which order. */
final class Placing {
  private final int timeColumn;
  private final int sequenceColumn;
  private final boolean isItemized;
  private final long windowMicros;
  private final long offsetMicros;
  private final Order order = new Order();

  Placing(Silver silver, Gold gold) {
    this.timeColumn = silver.indexOf(silver.eventTime());
    this.sequenceColumn = silver.sequence() == null ? -1 : silver.indexOf(silver.sequence());
    this.isItemized = silver.each() != null;
    this.windowMicros = gold.window().toNanos() / 1000;
    this.offsetMicros = gold.offset().toNanos() / 1000;
  }

  /** When the row's window begins. */
  long start(Rows rows, int row) {
    return start(rows.longs(timeColumn).get(row));
  }

  /** When the window of a time begins. */
  long start(long timeMicros) {
    return Math.floorDiv(timeMicros - offsetMicros, windowMicros) * windowMicros + offsetMicros;
  }

  /** The row's place, valid until the next one is asked for. */
  Order place(Rows rows, int row, int partition, long offset) {
    int item = isItemized ? (int) rows.longs(rows.schema().indexOf(Added.ITEM)).get(row) : 0;
    boolean sequenced = sequenceColumn >= 0 && !rows.column(sequenceColumn).isNull(row);
    long sequence = sequenced ? rows.longs(sequenceColumn).get(row) : Long.MIN_VALUE;
    order.set(rows.longs(timeColumn).get(row), sequence, partition, offset, item);
    return order;
  }
}
