package tributary.core.windows;

import java.util.BitSet;
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

  /** A window without rows that no commit has sealed. */
  Window(Group group, long startMicros, long endMicros, Accumulator[] measures) {
    this.group = group;
    this.startMicros = startMicros;
    this.endMicros = endMicros;
    this.measures = measures;
  }

  /** Takes on what the table holds of the window. */
  Window committed(long committedRevision, boolean isSealed) {
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

  /** Notes that a row came after the window's partition had passed its end and lateness. */
  void correct() {
    revision++;
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
    gold.longs(column).set(row, revision);
    gold.keep();
  }
}
