package tributary.feeds.simulator.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The lines of a file, plain or gzipped, as bytes and one at a time. */
final class Lines implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE_BYTES = 16 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int filled;
  private byte[] line = new byte[1024];
  private int length;
  private long number;

  Lines(Path file) throws IOException {
    this.in = open(file);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      plain.mark(2);
      boolean zipped = plain.read() == 0x1f && plain.read() == 0x8b;
      plain.reset();
      return zipped ? new GZIPInputStream(plain, BUFFER_BYTES) : plain;
    } catch (IOException | RuntimeException unreadable) {
      plain.close();
      throw unreadable;
    }
  }

  /** Reads the next line, which is the last one if the file ends without a line feed. */
  boolean next() throws IOException {
    length = 0;
    number++;
    while (position < filled || fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(end);
      if (end < filled) {
        position = end + 1;
        return true;
      }
    }
    return length > 0;
  }

  byte[] array() {
    return line;
  }

  /** Without the line feed, and without a carriage return before it. */
  int length() {
    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  private boolean fill() throws IOException {
    filled = in.read(buffer);
    position = 0;
    return filled > 0;
  }

  private void append(int end) throws IOException {
    int needed = length + end - position;
    if (needed > LONGEST_LINE_BYTES) {
      throw new IOException("it is longer than " + LONGEST_LINE_BYTES + " bytes");
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }
    System.arraycopy(buffer, position, line, length, end - position);
    length = needed;
    position = end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
