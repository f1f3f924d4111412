package tributary.core.dedup;

import java.util.Arrays;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;

/**
 * Remembers the keys of rows that were taken in, each with its event time and where it came from. A
 * row that is read again after a restart is so told from a duplicate of it.
 *
 * <p>Bounded by {@link #forget}. Not thread-safe.
 */
public final class KeyMemory {
  private static final int LEAST_TO_FORGET = 4096;

  private KeyTable keys = new KeyTable();
  private long[] times = new long[1024];
  private long[] offsets = new long[1024];

  /** The partition in the upper half, the number of the item in the frame in the lower. */
  private long[] sources = new long[1024];

  private int kept;

  /** What the memory says of a row. */
  public enum Verdict {
    /** No row with this key is known. */
    UNKNOWN,
    /** This very row, of the same item of the same frame, was taken in before. */
    SAME_ROW,
    /** Another row with this key was taken in before. */
    DUPLICATE
  }

  /** How many keys are remembered. */
  public int size() {
    return keys.size();
  }

  /**
   * What is known of the key that the reader holds, seen in the given item of a frame. Rows whose
   * time lies below the floor do not count, whether they were forgotten already or not: the answer
   * depends on the log alone. Only a row that is itself below the floor is held against them, as
   * the table would hold it: by the stretch of time that a look-up reads.
   *
   * @param timeMicros the event time of the row that is asked about
   * @param stretchMicros how long that stretch is
   * @param floorMicros the least event time that counts
   */
  public Verdict ask(
      KeyReader key,
      int partition,
      long offset,
      int item,
      long timeMicros,
      long stretchMicros,
      long floorMicros) {
    int number = keys.find(key.array(), key.length());
    if (number < 0) {
      return Verdict.UNKNOWN;
    }
    if (offsets[number] == offset && sources[number] == source(partition, item)) {
      return Verdict.SAME_ROW;
    }
    boolean wouldBeFound =
        timeMicros < floorMicros
            && Math.floorDiv(timeMicros, stretchMicros)
                == Math.floorDiv(times[number], stretchMicros);
    return times[number] >= floorMicros || wouldBeFound ? Verdict.DUPLICATE : Verdict.UNKNOWN;
  }

  /** Remembers the key that the reader holds; of several rows with it the newest by event time. */
  public void remember(KeyReader key, long timeMicros, int partition, long offset, int item) {
    remember(key.array(), key.length(), timeMicros, source(partition, item), offset);
  }

  private static long source(int partition, int item) {
    return (long) partition << 32 | item;
  }

  private void remember(byte[] key, int length, long timeMicros, long source, long offset) {
    int known = keys.size();
    int number = keys.add(key, length);
    if (number < known && times[number] >= timeMicros) {
      return;
    }
    if (number == times.length) {
      times = Arrays.copyOf(times, number * 2);
      offsets = Arrays.copyOf(offsets, number * 2);
      sources = Arrays.copyOf(sources, number * 2);
    }
    times[number] = timeMicros;
    offsets[number] = offset;
    sources[number] = source;
  }

  /**
   * Forgets rows whose event time lies below the floor. Works only once the memory has doubled
   * since the last time, so that its cost per row stays flat.
   *
   * @param floorMicros the least event time to remember
   */
  public void forget(long floorMicros) {
    if (keys.size() < LEAST_TO_FORGET || keys.size() < 2 * kept) {
      return;
    }
    KeyMemory live = new KeyMemory();
    byte[] key = new byte[64];
    for (int number = 0; number < keys.size(); number++) {
      if (times[number] >= floorMicros) {
        int length = keys.length(number);
        key = length > key.length ? new byte[length * 2] : key;
        System.arraycopy(keys.array(), keys.start(number), key, 0, length);
        live.remember(key, length, times[number], sources[number], offsets[number]);
      }
    }
    keys = live.keys;
    times = live.times;
    offsets = live.offsets;
    sources = live.sources;
    kept = keys.size();
  }
}
