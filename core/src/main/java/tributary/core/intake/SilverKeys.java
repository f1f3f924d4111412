package tributary.core.intake;

import org.jspecify.annotations.Nullable;
import tributary.core.dedup.Coordinates;
import tributary.core.dedup.KeyMemory;
import tributary.core.frame.Frame;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Key;

/**
 * Tells duplicates: by memory as far as it reaches, else by the table.
 *
 * <p>Memory reaches back by {@code within} from the highest event time of all partitions; a row
 * that is older is looked up. So this holds for ever where equal keys come with equal event times,
 * as venues repeat them. A key that comes back with a time farther away is a new row.
 */
final class SilverKeys implements Duplicates {
  private final History history;
  private final KeyReader key;
  private final int timeColumn;
  private final int partitionColumn;
  private final int offsetColumn;

  /** Where a row says which item of its frame it is; -1 where frames are rows themselves. */
  private final int itemColumn;

  private final Partitions partitions;
  private final KeyMemory memory = new KeyMemory();

  /** No row of silver is older than this. */
  private long leastMicros;

  SilverKeys(
      Key key,
      Schema silver,
      int timeColumn,
      int itemColumn,
      Partitions partitions,
      boolean isEmpty,
      History history) {
    this.history = history;
    this.key = new KeyReader(key.columns().stream().mapToInt(silver::indexOf).toArray());
    this.timeColumn = timeColumn;
    this.partitionColumn = silver.indexOf(TableSchemas.PARTITION);
    this.offsetColumn = silver.indexOf(TableSchemas.OFFSET);
    this.itemColumn = itemColumn;
    this.partitions = partitions;
    this.leastMicros = isEmpty ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  static long withinMicros(@Nullable Key key) {
    return key == null ? 0 : key.within().toNanos() / 1000;
  }

  @Override
  public void restore(Rows silver) {
    for (int row = 0; row < silver.size(); row++) {
      key.read(silver, row);
      memory.remember(
          key,
          silver.longs(timeColumn).get(row),
          (int) silver.longs(partitionColumn).get(row),
          silver.longs(offsetColumn).get(row),
          item(silver, row));
    }
  }

  private int item(Rows silver, int row) {
    return itemColumn < 0 ? 0 : (int) silver.longs(itemColumn).get(row);
  }

  /**
   * Whether another frame, or another item of this one, brought the key of this row; remembers it
   * if not.
   */
  @Override
  public boolean isDuplicate(Frame frame, PartitionIntake partition, Rows silver, int row) {
    key.read(silver, row);
    long time = silver.longs(timeColumn).get(row);
    switch (memory.ask(
        key,
        frame.partition,
        frame.offset,
        item(silver, row),
        time,
        History.STRETCH_MICROS,
        partitions.floorMicros())) {
      case DUPLICATE -> {
        return true;
      }
      case SAME_ROW -> {
        return false;
      }
      case UNKNOWN -> {
        if (mayBeInTable(frame, partition, time) && isInTable(frame, silver, row, time)) {
          return true;
        }
      }
    }
    memory.remember(key, time, frame.partition, frame.offset, item(silver, row));
    leastMicros = Math.min(leastMicros, time);
    return false;
  }

  /** What silver has decided before stands, however the partitions are interleaved this time. */
  private boolean mayBeInTable(Frame frame, PartitionIntake partition, long time) {
    return frame.offset < partition.silverNext
        || (time < partitions.floorMicros() && stretch(time) >= stretch(leastMicros));
  }

  private static long stretch(long micros) {
    return Math.floorDiv(micros, History.STRETCH_MICROS);
  }

  private boolean isInTable(Frame frame, Rows silver, int row, long time) {
    Coordinates known = history.find(silver, row).orElse(null);
    if (known != null && time < partitions.floorMicros()) {
      // History that comes again with every frame is looked up once, not each time.
      memory.remember(key, time, known.partition(), known.offset(), known.item());
    }
    return known != null
        && (known.partition() != frame.partition
            || known.offset() != frame.offset
            || known.item() != item(silver, row));
  }

  @Override
  public void forget() {
    memory.forget(partitions.floorMicros());
  }
}
