package tributary.core.dedup;

import java.util.Arrays;

/**
 * Byte strings by number, laid into one array, each of which can be replaced. A longer one leaves
 * the room of the one before unused. Not thread-safe.
 */
final class Contents {
  /** The longest array that every JVM allocates. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private int[] starts = new int[1024];
  private int[] lengths = new int[1024];
  private byte[] bytes = new byte[1 << 14];
  private int used;

  /** How many bytes are in use, those that were left behind included. */
  int used() {
    return used;
  }

  boolean equals(int number, byte[] source, int length) {
    int start = starts[number];
    return Arrays.equals(bytes, start, start + lengths[number], source, 0, length);
  }

  /**
   * Gives a number its bytes.
   *
   * @param isNew whether it had none before; new numbers are one higher than the highest
   */
  void set(int number, boolean isNew, byte[] source, int from, int length) {
    if (isNew && number == starts.length) {
      starts = Arrays.copyOf(starts, number * 2);
      lengths = Arrays.copyOf(lengths, number * 2);
    }
    if (isNew || length > lengths[number]) {
      reserve(used + length);
      starts[number] = used;
      used += length;
    }
    System.arraycopy(source, from, bytes, starts[number], length);
    lengths[number] = length;
  }

  /** Gives a new number of other contents the bytes that a number has here. */
  void copyTo(Contents other, int otherNumber, int number) {
    other.set(otherNumber, true, bytes, starts[number], lengths[number]);
  }

  private void reserve(int length) {
    if (length < 0 || length > MOST_BYTES) {
      throw new IllegalStateException(
          "Cannot hold more than 2 GiB of newest versions: shorten silver.key.within");
    }
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(length, used * 2L)));
    }
  }
}
