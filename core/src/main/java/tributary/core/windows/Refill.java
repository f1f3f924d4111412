package tributary.core.windows;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.spec.Added;

/** Fills windows that come back from the table with the silver rows that they were made of. */
final class Refill {
  /** Sealed windows this near to each other are read back together, with all that lies between. */
  private static final long NEAR_WINDOWS = 60;

  private static final long NEAR_MICROS = 3_600_000_000L;

  private final CommittedRows committed;
  private final Groups groups;
  private final Placing placing;
  private final long nearMicros;

  Refill(CommittedRows committed, Groups groups, Placing placing, long windowMicros) {
    this.committed = committed;
    this.groups = groups;
    this.placing = placing;
    this.nearMicros = Math.min(NEAR_WINDOWS * windowMicros, NEAR_MICROS);
  }

  /** Fills windows that were sealed, in one reading where they lie near to each other. */
  void windows(List<Window> windows, Watermarks marks) {
    windows.sort(Comparator.comparingLong(window -> window.startMicros));
    windows.forEach(window -> window.refilling = true);
    for (int i = 0; i < windows.size(); i++) {
      long from = windows.get(i).startMicros;
      long until = windows.get(i).endMicros;
      while (i + 1 < windows.size() && windows.get(i + 1).startMicros - until <= nearMicros) {
        i++;
        until = windows.get(i).endMicros;
      }
      committed.silver(from, until, rows -> rows(rows, true, marks));
    }
    windows.forEach(window -> window.refilling = false);
  }

  /**
   * Adds committed rows to the windows that are held; rows of others are passed over.
   *
   * @param onlyRefilling whether only to those that were sealed
   * @param marks rows at or above the position of their partition are still to come
   */
  void rows(Rows rows, boolean onlyRefilling, Watermarks marks) {
    int partitionColumn = rows.schema().indexOf(Added.PARTITION);
    int offsetColumn = rows.schema().indexOf(Added.OFFSET);
    for (int row = 0; row < rows.size(); row++) {
      int partition = (int) rows.longs(partitionColumn).get(row);
      long offset = rows.longs(offsetColumn).get(row);
      Window window = offset < marks.position(partition) ? find(rows, row) : null;
      if (window != null && (!onlyRefilling || window.refilling)) {
        window.add(rows, row, partition, placing.place(rows, row, partition, offset));
      }
    }
  }

  private @Nullable Window find(Rows rows, int row) {
    Group group = groups.findSilver(rows, row);
    return group == null ? null : group.find(placing.start(rows, row));
  }
}
