package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Frames recorded in a file, plain or gzipped, read as they are needed. Four forms of line are
 * understood; each gives the receive time and the exact frame:
 *
 * <pre>
 * {"ts":1762932011.629353,"pair":"BTC-USD","raw":"{\"type\":\"ticker\",...}"}
 * {"ingest_time": "2026-04-05T22:35:13.865365+00:00", "product_id": "BTC-USD", "payload": {...}}
 * 1618677817.061845: {"type":"subscriptions",...}
 * 1723161254087896568 {"stream":"btcusdt@trade","data":{...}}
 * </pre>
 *
 * A payload's frame is its text as it stands in the line. Times are epoch seconds before a colon,
 * epoch nanoseconds before a space; what is finer than a microsecond is cut. Empty lines, and those
 * that begin with {@code wss://} and tell what the client did, are passed over.
 */
public final class Recording implements FrameSource {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
  private static final Pattern NANOS = Pattern.compile("[0-9]{16,19}");
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] CLIENT = "wss://".getBytes(US_ASCII);

  private final Path file;
  private final Lines lines;
  private byte[] frame = {};
  private long receivedMicros;

  /**
   * Opens the file.
   *
   * @throws UncheckedIOException if it cannot be opened
   */
  public Recording(Path file) {
    this.file = file;
    try {
      this.lines = new Lines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot open recording " + file + ": " + failure, failure);
    }
  }

  @Override
  public boolean advance() {
    try {
      while (lines.next()) {
        if (lines.length() > 0 && !begins(CLIENT)) {
          read();
          return true;
        }
      }
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "Cannot read recording %s, line %d: %s"
              .formatted(file, lines.number(), failure.getMessage()),
          failure);
    }
  }

  private void read() throws IOException {
    if (lines.array()[0] == '{') {
      readJson();
    } else {
      readText();
    }
  }

  private void readText() throws IOException {
    byte[] line = lines.array();
    int end = 0;
    while (end < lines.length() && line[end] != ':' && line[end] != ' ') {
      end++;
    }
    boolean isSeconds = end < lines.length() && line[end] == ':';
    int begin = isSeconds ? end + 2 : end + 1;
    if (begin > lines.length() || line[begin - 1] != ' ') {
      throw new IOException("expected \"seconds: frame\", \"nanoseconds frame\" or an object");
    }
    String time = new String(line, 0, end, ISO_8859_1);
    receivedMicros = isSeconds ? micros(time) : microsOfNanos(time);
    frame = Arrays.copyOfRange(line, begin, lines.length());
  }

  private void readJson() throws IOException {
    String seconds = null;
    String instant = null;
    byte[] found = null;
    try (JsonParser parser = JSON.createParser(lines.array(), 0, lines.length())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("ts") && value.isNumeric()) {
          seconds = parser.getText();
        } else if (name.equals("ingest_time") && value == JsonToken.VALUE_STRING) {
          instant = parser.getText();
        } else if (name.equals("raw") && value == JsonToken.VALUE_STRING) {
          found = parser.getText().getBytes(UTF_8);
        } else if (name.equals("payload") && value == JsonToken.START_OBJECT) {
          found = slice(parser);
        } else {
          parser.skipChildren();
        }
      }
    }
    if (found == null || (seconds == null && instant == null)) {
      throw new IOException(
          "expected a number \"ts\" and a string \"raw\", or an \"ingest_time\" and a \"payload\"");
    }
    receivedMicros = seconds == null ? microsOfInstant(instant) : micros(seconds);
    frame = found;
  }

  /** The text of the object at which the parser stands. */
  private byte[] slice(JsonParser parser) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(lines.array(), from, to);
  }

  /** Decimal all the way: a double has no room for microseconds of today. */
  static long micros(String seconds) throws IOException {
    if (!SECONDS.matcher(seconds).matches()) {
      throw new IOException("expected seconds since the epoch instead of " + seconds);
    }
    return new BigDecimal(seconds)
        .movePointRight(6)
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private static long microsOfNanos(String nanos) throws IOException {
    if (!NANOS.matcher(nanos).matches()) {
      throw new IOException("expected nanoseconds since the epoch instead of " + nanos);
    }
    return Long.parseLong(nanos.substring(0, nanos.length() - 3));
  }

  private static long microsOfInstant(@Nullable String text) throws IOException {
    try {
      Instant instant = OffsetDateTime.parse(String.valueOf(text)).toInstant();
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw new IOException("expected a time such as 2026-04-05T22:35:13.865365+00:00", unreadable);
    }
  }

  private boolean begins(byte[] prefix) {
    return lines.length() >= prefix.length
        && Arrays.equals(lines.array(), 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public byte[] array() {
    return frame;
  }

  @Override
  public int length() {
    return frame.length;
  }

  @Override
  public long receivedMicros() {
    return receivedMicros;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot close recording " + file, failure);
    }
  }
}
