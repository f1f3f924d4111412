package tributary.core.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gives byte strings numbers: the first new one 0, the next 1, and so on. An open-addressing table
 * over one byte array, exact (whole keys are compared) and free of objects per key. Not
 * thread-safe.
 */
public final class KeyTable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The longest array that every JVM allocates. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  /** The hash of a key in the upper half, its number plus one in the lower; 0 where none is. */
  private long[] slots = new long[64];

  private int[] ends = new int[32];
  private byte[] keys = new byte[1024];
  private int size;

  /** How many keys have a number. */
  public int size() {
    return size;
  }

  /** The number of the key, or -1 if it has none. */
  public int find(byte[] key, int length) {
    return find(key, length, hash(key, length));
  }

  /** The number of the key; gives it the next one if it has none. */
  public int add(byte[] key, int length) {
    int hash = hash(key, length);
    int found = find(key, length, hash);
    if (found >= 0) {
      return found;
    }
    if ((size + 1) * 2 > slots.length) {
      rehash();
    }
    append(key, length);
    place(((long) hash << 32) | (size + 1));
    return size++;
  }

  /** Where the key with this number begins in {@link #array}. */
  public int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  /** The bytes of the key with this number. */
  public int length(int number) {
    return ends[number] - start(number);
  }

  /** The array that holds all keys; valid until the next one is added. */
  public byte[] array() {
    return keys;
  }

  private int find(byte[] key, int length, int hash) {
    int mask = slots.length - 1;
    for (int at = hash & mask; slots[at] != 0; at = (at + 1) & mask) {
      if ((int) (slots[at] >>> 32) == hash) {
        int number = (int) slots[at] - 1;
        if (Arrays.equals(keys, start(number), ends[number], key, 0, length)) {
          return number;
        }
      }
    }
    return -1;
  }

  private void place(long slot) {
    int mask = slots.length - 1;
    int at = (int) (slot >>> 32) & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = slot;
  }

  private void append(byte[] key, int length) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    reserve(start + length);
    System.arraycopy(key, 0, keys, start, length);
    ends[size] = start + length;
  }

  private void reserve(int bytes) {
    if (bytes < 0 || bytes > MOST_BYTES) {
      throw new IllegalStateException("Cannot hold more than 2 GiB of keys in one table");
    }
    if (bytes > keys.length) {
      keys = Arrays.copyOf(keys, (int) Math.min(MOST_BYTES, Math.max(bytes, keys.length * 2L)));
    }
  }

  private void rehash() {
    long[] before = slots;
    slots = new long[before.length * 2];
    for (long slot : before) {
      if (slot != 0) {
        place(slot);
      }
    }
  }

  /**
   * Keys that end with a number and differ only in its lowest three bits have neighbouring hashes:
   * ids that rise one by one then meet in the same line of the processor's cache, eight to a line.
   */
  static int hash(byte[] key, int length) {
    long hash = length * 0x9e3779b97f4a7c15L;
    if (length < 8) {
      return hash(hash, tail(key, length));
    }
    int until = length - 8;
    int at = 0;
    for (; at + 8 <= until; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(key, at));
    }
    if (at < until) {
      long rest = (long) LONGS.get(key, at);
      hash = mix(hash ^ (rest & (-1L >>> (64 - 8 * (until - at)))));
    }
    return hash(hash, (long) LONGS.get(key, until));
  }

  private static int hash(long hash, long last) {
    return ((int) (mix(hash ^ (last >>> 3)) >>> 32) << 3) | ((int) last & 7);
  }

  private static long tail(byte[] key, int length) {
    long tail = 0;
    for (int at = 0; at < length; at++) {
      tail = (tail << 8) | (key[at] & 0xff);
    }
    return tail;
  }

  static long mix(long value) {
    long mixed = (value ^ value >>> 32) * 0xd6e8feb86659fd93L;
    return mixed ^ mixed >>> 32;
  }
}
