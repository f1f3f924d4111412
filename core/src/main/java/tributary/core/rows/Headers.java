package tributary.core.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one Kafka record as one byte string: for each header the length of its key (int,
 * big endian), the key in UTF-8, the length of its value (-1 where it is null) and the value.
 * Reused from record to record.
 */
public final class Headers {
  private byte[] bytes = new byte[256];
  private int length;

  /** Starts over. */
  public void clear() {
    length = 0;
  }

  /** Adds a header after the ones before. */
  public void add(String key, byte @Nullable [] value) {
    add(key.getBytes(UTF_8), value);
  }

  /** Adds a header, its key in UTF-8, after the ones before. */
  public void add(byte[] key, byte @Nullable [] value) {
    int valueLength = value == null ? 0 : value.length;
    reserve(length + 8 + key.length + valueLength);
    putInt(key.length);
    put(key);
    putInt(value == null ? -1 : valueLength);
    if (value != null) {
      put(value);
    }
  }

  /** The array that holds the encoded headers, from its start. */
  public byte[] array() {
    return bytes;
  }

  /** How many bytes of {@link #array} are used. */
  public int length() {
    return length;
  }

  /** Takes the headers of one record, in their order. */
  @FunctionalInterface
  public interface Visitor {
    void header(byte[] key, byte @Nullable [] value);
  }

  /** Visits each header of an encoded byte string in order. */
  public static void forEach(byte[] encoded, int offset, int length, Visitor visitor) {
    ByteBuffer in = ByteBuffer.wrap(encoded, offset, length);
    while (in.hasRemaining()) {
      byte[] key = new byte[in.getInt()];
      in.get(key);
      int valueLength = in.getInt();
      byte[] value = valueLength < 0 ? null : new byte[valueLength];
      if (value != null) {
        in.get(value);
      }
      visitor.header(key, value);
    }
  }

  private void reserve(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }

  private void putInt(int value) {
    ByteBuffer.wrap(bytes).putInt(length, value);
    length += 4;
  }

  private void put(byte[] source) {
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
  }
}
