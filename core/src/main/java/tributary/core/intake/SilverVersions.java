package tributary.core.intake;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import tributary.core.dedup.VersionMemory;
import tributary.core.dedup.VersionMemory.Verdict;
import tributary.core.frame.Frame;
import tributary.core.rows.ContentReader;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Key;
import tributary.core.spec.Silver;

/**
 * Tells versions of keys from repetitions: a row that has the values of the newest version of its
 * key below it is a duplicate, any other row is the next version.
 *
 * <p>The event time is a part of the key and each partition has versions of its own. So all that is
 * compared with a row lies below it in its own partition, and at one event time: what is decided
 * depends neither on how partitions are interleaved nor on what memory holds, which only saves
 * looking into the table.
 */
final class SilverVersions implements Duplicates {
  private final History history;
  private final KeyReader key;
  private final ContentReader content;
  private final int timeColumn;
  private final int partitionColumn;
  private final int offsetColumn;

  /** Where a row says which item of its frame it is; -1 where frames are rows themselves. */
  private final int itemColumn;

  private final Partitions partitions;
  private final VersionMemory memory = new VersionMemory();

  /** The stretches of event time, below the floor, of which memory holds all keys. */
  private final Set<Long> loaded = new HashSet<>();

  /** No row of silver is older than this. */
  private long leastMicros;

  /**
   * @param schema of silver, which begins with the pipeline's own columns
   */
  SilverVersions(
      Silver silver,
      Key key,
      Schema schema,
      int itemColumn,
      Partitions partitions,
      boolean isEmpty,
      History history) {
    this.history = history;
    this.timeColumn = schema.indexOf(silver.eventTime());
    this.partitionColumn = schema.indexOf(TableSchemas.PARTITION);
    this.offsetColumn = schema.indexOf(TableSchemas.OFFSET);
    this.itemColumn = itemColumn;
    this.partitions = partitions;
    this.leastMicros = isEmpty ? Long.MAX_VALUE : Long.MIN_VALUE;
    IntStream named = key.columns().stream().mapToInt(schema::indexOf);
    this.key = new KeyReader(IntStream.concat(IntStream.of(partitionColumn), named).toArray());
    this.content =
        new ContentReader(
            IntStream.range(0, silver.columns().size())
                .filter(column -> !key.columns().contains(schema.field(column).name()))
                .toArray());
  }

  /**
   * Remembers the newest version of each key; rows that are still to be read again do not count.
   */
  @Override
  public void restore(Rows silver) {
    for (int row = 0; row < silver.size(); row++) {
      int partition = (int) silver.longs(partitionColumn).get(row);
      long offset = silver.longs(offsetColumn).get(row);
      if (offset < partitions.of(partition).position) {
        read(silver, row);
        remember(silver, row, partition, offset);
      }
    }
  }

  private void read(Rows silver, int row) {
    key.read(silver, row);
    content.read(silver, row);
  }

  private void remember(Rows silver, int row, int partition, long offset) {
    int item = itemColumn < 0 ? 0 : (int) silver.longs(itemColumn).get(row);
    memory.remember(key, content, silver.longs(timeColumn).get(row), partition, offset, item);
  }

  @Override
  public boolean isDuplicate(Frame frame, PartitionIntake partition, Rows silver, int row) {
    long time = silver.longs(timeColumn).get(row);
    read(silver, row);
    Verdict verdict = memory.ask(key, content);
    if (verdict == Verdict.UNKNOWN && mayBeInTable(time)) {
      load(stretch(time));
      read(silver, row);
      verdict = memory.ask(key, content);
    }
    if (verdict == Verdict.SAME) {
      return true;
    }
    remember(silver, row, frame.partition, frame.offset);
    leastMicros = Math.min(leastMicros, time);
    return false;
  }

  private boolean mayBeInTable(long time) {
    return time < partitions.floorMicros()
        && stretch(time) >= stretch(leastMicros)
        && !loaded.contains(stretch(time));
  }

  private static long stretch(long micros) {
    return Math.floorDiv(micros, History.STRETCH_MICROS);
  }

  /** Remembers what the table has of a stretch, other keys too: they come with the next rows. */
  private void load(long stretch) {
    forget();
    long from = stretch * History.STRETCH_MICROS;
    history.silver(from, from + History.STRETCH_MICROS, this::restore);
    loaded.add(stretch);
  }

  @Override
  public void forget() {
    if (memory.forget(partitions.floorMicros(), this::isInTable)) {
      loaded.clear();
    }
  }

  /** Whether a look-up would find a row: it is committed or cut, and of a frame that was read. */
  private boolean isInTable(int number, long offset) {
    PartitionIntake partition = partitions.of(number);
    return offset < partition.silverNext && offset < partition.position;
  }
}
