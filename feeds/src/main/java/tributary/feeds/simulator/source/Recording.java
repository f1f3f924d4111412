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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Frames recorded in a file, plain or gzipped, read as they are needed. Two forms of line are
 * understood, and each gives the receive time in epoch seconds and the exact frame:
 *
 * <pre>
 * {"ts":1762932011.629353,"pair":"BTC-USD","raw":"{\"type\":\"ticker\",...}"}
 * 1618677817.061845: {"type":"subscriptions",...}
 * </pre>
 *
 * Times finer than a microsecond are cut. Empty lines, and those that begin with {@code wss://} and
 * tell what the client did, are passed over.
 */
public final class Recording implements FrameSource {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
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
    int colon = 0;
    while (colon < lines.length() && line[colon] != ':') {
      colon++;
    }
    if (colon + 2 > lines.length() || line[colon + 1] != ' ') {
      throw new IOException("expected \"seconds: frame\" or {\"ts\":..,\"raw\":\"..\"}");
    }
    receivedMicros = micros(new String(line, 0, colon, ISO_8859_1));
    frame = Arrays.copyOfRange(line, colon + 2, lines.length());
  }

  private void readJson() throws IOException {
    String seconds = null;
    String raw = null;
    try (JsonParser parser = JSON.createParser(lines.array(), 0, lines.length())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("ts") && value.isNumeric()) {
          seconds = parser.getText();
        } else if (name.equals("raw") && value == JsonToken.VALUE_STRING) {
          raw = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    }
    if (seconds == null || raw == null) {
      throw new IOException("expected a number \"ts\" and a string \"raw\"");
    }
    receivedMicros = micros(seconds);
    frame = raw.getBytes(UTF_8);
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
