package tributary.serve.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;

/**
 * The instruments in the order of their first row, found by the bytes of their name without
 * allocating. Bounded: the ones that come after the first {@value #MOST} are not shown.
 */
final class Instruments {
  /** How many instruments the board shows. */
  static final int MOST = 64;

  private static final int SLOTS = 4 * MOST;

  private final byte[][] names = new byte[SLOTS][];
  private final Instrument[] slots = new Instrument[SLOTS];
  private final List<Instrument> all = new ArrayList<>();
  private boolean full;

  List<Instrument> all() {
    return Collections.unmodifiableList(all);
  }

  /** Whether an instrument was left out for lack of room. */
  boolean full() {
    return full;
  }

  /** The instrument that the row names; null if there is no room for it. */
  @Nullable Instrument of(BytesColumn column, int row) {
    byte[] bytes = column.array();
    int start = column.start(row);
    int end = start + column.length(row);
    int slot = slot(bytes, start, end);
    while (slots[slot] != null) {
      if (Arrays.equals(names[slot], 0, names[slot].length, bytes, start, end)) {
        return slots[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return add(slot, column, row);
  }

  private static int slot(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return Math.floorMod(hash, SLOTS);
  }

  private @Nullable Instrument add(int slot, BytesColumn column, int row) {
    if (all.size() == MOST) {
      full = true;
      return null;
    }
    names[slot] = column.get(row);
    slots[slot] = new Instrument(column.text(row));
    all.add(slots[slot]);
    return slots[slot];
  }
}
