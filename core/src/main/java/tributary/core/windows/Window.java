package tributary.core.windows;

import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;

/** One window of one group while it is open. */
final class Window {
  final Group group;
  final long startMicros;
  final long endMicros;
  private final Accumulator[] measures;
  private final BitSet partitions = new BitSet();
  private int lastPartition = -1;
  private long revision;
  private boolean sealed;
  boolean touched;

  /** Whether its rows are being read back. */
  boolean refilling;

  private @Nullable Boolean complete;

  /**
   * A window without rows that no commit has sealed.
   *
   * @param complete whether nothing is known to be missing; null where nobody notices
   */
  Window(
      Group group,
      long startMicros,
      long endMicros,
      Accumulator[] measures,
      @Nullable Boolean complete) {
    this.group = group;
    this.startMicros = startMicros;
    this.endMicros = endMicros;
    this.measures = measures;
    this.complete = complete;
  }

  /** Takes on what the table holds of the window. */
  Window committed(long committedRevision, boolean isSealed, @Nullable Boolean committedComplete) {
    complete = committedComplete;
    revision = committedRevision;
    sealed = isSealed;
    return this;
  }

  /** Whether the table still holds the window among those that are sealed; asked once. */
  boolean takeSealed() {
    boolean was = sealed;
    sealed = false;
    return was;
  }

  void add(Rows silver, int row, int partition, Order order) {
    for (Accumulator measure : measures) {
      measure.add(silver, row, order);
    }
    if (partition != lastPartition) {
      partitions.set(partition);
      lastPartition = partition;
    }
  }

  /** Whether its rows are of these partitions; all of them are, or none. */
  boolean isOf(IntPredicate own) {
    long mine = partitions.stream().filter(own).count();
    if (mine != 0 && mine != partitions.cardinality()) {
      throw new IllegalStateException(
          "Cannot keep a window from %d us on apart: its rows are of partitions %s"
              .formatted(startMicros, partitions));
    }
    return mine != 0;
  }

  /** Notes that a row came after the window's partition had passed its end and lateness. */
  void correct() {
    revision++;
  }

  /** Whether that is what it says of its completeness. */
  boolean says(@Nullable Boolean wanted) {
    return Objects.equals(complete, wanted);
  }

  /**
   * Notes whether something is missing.
   *
   * @param corrects whether that is a correction of what was said before
   */
  void complete(@Nullable Boolean newComplete, boolean corrects) {
    complete = newComplete;
    if (corrects) {
      revision++;
    }
  }

  /** Whether every partition that brought a row has passed the window's end by the lateness. */
  boolean isFinal(Watermarks marks, long latenessMicros) {
    for (int p = partitions.nextSetBit(0); p >= 0; p = partitions.nextSetBit(p + 1)) {
      if (!hasPassed(marks.highestMicros(p), endMicros, latenessMicros)) {
        return false;
      }
    }
    return true;
  }

  static boolean hasPassed(long highestMicros, long endMicros, long latenessMicros) {
    return highestMicros != Range.NO_TIME && highestMicros - latenessMicros >= endMicros;
  }

  void write(Rows gold, boolean isFinal) {
    int row = gold.open();
    int column = 0;
    gold.longs(column++).set(row, startMicros);
    gold.longs(column++).set(row, endMicros);
    for (int i = 0; i < group.by().schema().size(); i++) {
      gold.set(column++, group.by(), i, 0);
    }
    for (Accumulator measure : measures) {
      measure.write(gold, column++, row);
    }
    gold.longs(column++).set(row, isFinal ? 1 : 0);
    gold.longs(column++).set(row, revision);
    if (complete != null) {
      gold.longs(column).set(row, complete ? 1 : 0);
    }
    gold.keep();
  }
}
