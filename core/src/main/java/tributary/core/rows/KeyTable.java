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
    long hash = hash(key, length);
    int found = find(key, length, hash);
    if (found >= 0) {
      return found;
    }
    if ((size + 1) * 2 > slots.length) {
      rehash();
    }
    append(key, length);
    place(hash, size);
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

  private int find(byte[] key, int length, long hash) {
    int mask = slots.length - 1;
    for (int at = (int) hash & mask; slots[at] != 0; at = (at + 1) & mask) {
      if ((int) (slots[at] >>> 32) == (int) (hash >>> 32)) {
        int number = (int) slots[at] - 1;
        if (Arrays.equals(keys, start(number), ends[number], key, 0, length)) {
          return number;
        }
      }
    }
    return -1;
  }

  private void place(long hash, int number) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = (hash & 0xffffffff00000000L) | (number + 1);
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
    slots = new long[slots.length * 2];
    byte[] key = new byte[64];
    for (int number = 0; number < size; number++) {
      int length = length(number);
      if (length > key.length) {
        key = new byte[length * 2];
      }
      System.arraycopy(keys, start(number), key, 0, length);
      place(hash(key, length), number);
    }
  }

  static long hash(byte[] key, int length) {
    long hash = length * 0x9e3779b97f4a7c15L;
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(key, at));
    }
    long tail = 0;
    for (; at < length; at++) {
      tail = (tail << 8) | (key[at] & 0xff);
    }
    return mix(hash ^ tail);
  }

  static long mix(long value) {
    long mixed = (value ^ value >>> 32) * 0xd6e8feb86659fd93L;
    return mixed ^ mixed >>> 32;
  }
}
