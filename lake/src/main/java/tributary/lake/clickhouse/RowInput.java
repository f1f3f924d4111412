package tributary.lake.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads what ClickHouse writes in the format RowBinary, little endian. */
final class RowInput {
  /** Longer than any value that was written: a Kafka record is shorter. */
  private static final int MOST_BYTES = 256 << 20;

  private final InputStream in;

  RowInput(InputStream in) {
    this.in = new BufferedInputStream(in, 256 * 1024);
  }

  /** The next byte, or -1 at the end. */
  int byteOrEnd() throws IOException {
    return in.read();
  }

  int readByte() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the rows end in the middle of one");
    }
    return next;
  }

  int readInt() throws IOException {
    return (int) little(4);
  }

  long readLong() throws IOException {
    return little(8);
  }

  private long little(int size) throws IOException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) readByte() << (8 * i);
    }
    return value;
  }

  /** A length of at most 256 MiB. */
  int readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        break;
      }
    }
    if (value > MOST_BYTES) {
      throw new IOException("a value is longer than " + MOST_BYTES + " bytes: " + value);
    }
    return (int) value;
  }

  byte[] readString() throws IOException {
    int length = readVarint();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the rows end in the middle of one");
    }
    return bytes;
  }

  String readText() throws IOException {
    return new String(readString(), UTF_8);
  }
}
