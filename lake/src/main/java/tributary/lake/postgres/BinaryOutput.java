package tributary.lake.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes in network order on their way to the server; as many are held as the longest row has. */
final class BinaryOutput {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int PIECE = 1 << 16;

  private final Drain drain;
  private byte[] bytes = new byte[2 * PIECE];
  private int size;

  /** Where the bytes go. */
  @FunctionalInterface
  interface Drain {
    void write(byte[] bytes, int offset, int length) throws SQLException;
  }

  BinaryOutput(Drain drain) {
    this.drain = drain;
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putShort(int value) {
    reserve(2);
    SHORTS.set(bytes, size, (short) value);
    size += 2;
  }

  void putInt(int value) {
    reserve(4);
    INTS.set(bytes, size, value);
    size += 4;
  }

  void putLong(long value) {
    reserve(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  void put(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Sends what is a good piece. */
  void drainIfFull() throws SQLException {
    if (size >= PIECE) {
      drain();
    }
  }

  /** Sends all. */
  void drain() throws SQLException {
    drain.write(bytes, 0, size);
    size = 0;
    if (bytes.length > 16 * PIECE) {
      bytes = new byte[2 * PIECE];
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(bytes.length * 2L, 1 << 30)));
    }
  }
}
