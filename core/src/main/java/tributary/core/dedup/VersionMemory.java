package tributary.core.dedup;

import java.util.Arrays;
import tributary.core.rows.ContentReader;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;

/**
 * Remembers the newest version of each key: all its values, exactly, and where it came from. A key
 * belongs to one partition, which is a part of it.
 *
 * <p>Bounded by {@link #forget}. Not thread-safe.
 */
public final class VersionMemory {
  private static final int LEAST_KEYS = 4096;
  private static final int LEAST_BYTES = 1 << 20;

  private KeyTable keys = new KeyTable();
  private Contents contents = new Contents();
  private long[] times = new long[1024];
  private long[] offsets = new long[1024];

  /** The partition in the upper half, the number of the item in the frame in the lower. */
  private long[] sources = new long[1024];

  private int keptKeys;
  private int keptBytes;

  /** What the memory says of a row. */
  public enum Verdict {
    /** No version of this key is known. */
    UNKNOWN,
    /** The newest version of the key has the row's values. */
    SAME,
    /** The newest version of the key has other values. */
    CHANGED
  }

  /** Tells whether a row can be found in the table, and so needs not be remembered. */
  @FunctionalInterface
  public interface Kept {
    boolean has(int partition, long offset);
  }

  /** How many keys are remembered. */
  public int size() {
    return keys.size();
  }

  /** Compares the values that a row has with those of the newest version of its key. */
  public Verdict ask(KeyReader key, ContentReader content) {
    int number = keys.find(key.array(), key.length());
    if (number < 0) {
      return Verdict.UNKNOWN;
    }
    return contents.equals(number, content.array(), content.length())
        ? Verdict.SAME
        : Verdict.CHANGED;
  }

  /**
   * Remembers a version, unless a newer one of its key is remembered.
   *
   * @param timeMicros the event time, microseconds since the epoch
   * @param item the number of the item in its frame
   */
  public void remember(
      KeyReader key, ContentReader content, long timeMicros, int partition, long offset, int item) {
    int known = keys.size();
    int number = keys.add(key.array(), key.length());
    boolean isNew = number == known;
    long source = (long) partition << 32 | item;
    if (isNew || isLater(number, offset, source)) {
      contents.set(number, isNew, content.array(), 0, content.length());
      set(number, timeMicros, offset, source);
    }
  }

  private boolean isLater(int number, long offset, long source) {
    return offset != offsets[number] ? offset > offsets[number] : source > sources[number];
  }

  private void set(int number, long timeMicros, long offset, long source) {
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
   * Forgets versions whose event time lies below the floor and that can be found in the table.
   * Works only once the memory has doubled since the last time, so that its cost per row stays
   * flat.
   *
   * @param floorMicros the least event time to remember
   * @return whether it worked
   */
  public boolean forget(long floorMicros, Kept table) {
    boolean many = keys.size() >= LEAST_KEYS && keys.size() >= 2 * keptKeys;
    boolean large = contents.used() >= LEAST_BYTES && contents.used() / 2 >= keptBytes;
    if (!many && !large) {
      return false;
    }
    VersionMemory live = new VersionMemory();
    byte[] key = new byte[64];
    for (int number = 0; number < keys.size(); number++) {
      int partition = (int) (sources[number] >> 32);
      if (times[number] >= floorMicros || !table.has(partition, offsets[number])) {
        int length = keys.length(number);
        key = length > key.length ? new byte[length * 2] : key;
        System.arraycopy(keys.array(), keys.start(number), key, 0, length);
        int to = live.keys.add(key, length);
        contents.copyTo(live.contents, to, number);
        live.set(to, times[number], offsets[number], sources[number]);
      }
    }
    take(live);
    return true;
  }

  private void take(VersionMemory live) {
    keys = live.keys;
    contents = live.contents;
    times = live.times;
    offsets = live.offsets;
    sources = live.sources;
    keptKeys = keys.size();
    keptBytes = contents.used();
  }
}
