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
 * <p>Memory is kept per partition, so this holds for ever where equal keys come with equal event
 * times and in one partition. Across partitions it holds while the row is near enough to the time
 * of both.
 */
final class SilverKeys {
  private final History history;
  private final KeyReader key;
  private final int timeColumn;
  private final int partitionColumn;
  private final int offsetColumn;
  private final long withinMicros;
  private final KeyMemory memory = new KeyMemory();

  SilverKeys(Key key, Schema silver, int timeColumn, History history) {
    this.history = history;
    this.key = new KeyReader(key.columns().stream().mapToInt(silver::indexOf).toArray());
    this.timeColumn = timeColumn;
    this.partitionColumn = silver.indexOf(TableSchemas.PARTITION);
    this.offsetColumn = silver.indexOf(TableSchemas.OFFSET);
    this.withinMicros = withinMicros(key);
  }

  static long withinMicros(@Nullable Key key) {
    return key == null ? 0 : key.within().toNanos() / 1000;
  }

  /** Remembers rows that silver has. */
  void restore(Rows silver) {
    for (int row = 0; row < silver.size(); row++) {
      key.read(silver, row);
      memory.remember(
          key,
          silver.longs(timeColumn).get(row),
          (int) silver.longs(partitionColumn).get(row),
          silver.longs(offsetColumn).get(row));
    }
  }

  /** Whether another frame brought the key of this row; remembers it if not. */
  boolean isDuplicate(Frame frame, PartitionIntake partition, Rows silver, int row) {
    key.read(silver, row);
    switch (memory.ask(key, frame.partition, frame.offset)) {
      case DUPLICATE -> {
        return true;
      }
      case SAME_FRAME -> {
        return false;
      }
      case UNKNOWN -> {
        if (mayBeInTable(frame, partition, silver, row) && isInTable(frame, silver, row)) {
          return true;
        }
      }
    }
    memory.remember(key, silver.longs(timeColumn).get(row), frame.partition, frame.offset);
    return false;
  }

  /** What silver has decided before stands, however the partitions are interleaved this time. */
  private boolean mayBeInTable(Frame frame, PartitionIntake partition, Rows silver, int row) {
    return frame.offset < partition.silverNext
        || silver.longs(timeColumn).get(row) < partition.floorMicros(withinMicros);
  }

  private boolean isInTable(Frame frame, Rows silver, int row) {
    Coordinates known = history.find(silver, row).orElse(null);
    return known != null
        && (known.partition() != frame.partition || known.offset() != frame.offset);
  }

  void forget(Partitions partitions) {
    memory.forget(number -> partitions.of(number).floorMicros(withinMicros));
  }
}
