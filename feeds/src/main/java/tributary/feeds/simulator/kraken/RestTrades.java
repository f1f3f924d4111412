package tributary.feeds.simulator.kraken;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tributary.feeds.simulator.source.FrameSource;

/**
 * The trades of a recorded reply of Kraken's REST API, each as the {@code trade} update that the
 * socket would have sent: derived frames, not recorded ones. Read as they are needed.
 *
 * <pre>
 * ["105433.60000","0.00027625",1762795433.9717445,"b","l","",10218208]
 * {"channel":"trade","type":"update","data":[{"symbol":"BTC/USDT","side":"buy","price":105433.60000,
 *   "qty":0.00027625,"ord_type":"limit","trade_id":10218208,"timestamp":"2025-11-10T17:23:53.971744Z"}]}
 * </pre>
 *
 * The numbers are taken over as they are written; a time finer than a microsecond is cut. A frame
 * counts as received when its trade happened.
 */
final class RestTrades implements FrameSource {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Map<String, String> SIDES = Map.of("b", "buy", "s", "sell");
  private static final Map<String, String> ORDERS = Map.of("l", "limit", "m", "market");

  private final Path file;
  private final String symbol;
  private final JsonParser reply;
  private byte[] frame = {};
  private long micros;

  /**
   * Opens the reply.
   *
   * @param symbol what the socket calls the reply's only instrument
   * @throws UncheckedIOException if the file cannot be opened or is no such reply
   */
  RestTrades(Path file, String symbol) {
    this.file = file;
    this.symbol = symbol;
    try {
      this.reply = open(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot open recording " + file + ": " + failure, failure);
    }
  }

  private static JsonParser open(Path file) throws IOException {
    JsonParser reply = JSON.createParser(new BufferedInputStream(Files.newInputStream(file)));
    try {
      while (reply.nextToken() != JsonToken.START_ARRAY || !isTrades(reply)) {
        if (reply.currentToken() == null) {
          throw new IOException("expected {\"result\":{\"PAIR\":[[price, volume, time, ...]]}}");
        }
      }
      return reply;
    } catch (IOException | RuntimeException unreadable) {
      reply.close();
      throw unreadable;
    }
  }

  private static boolean isTrades(JsonParser reply) {
    var pair = reply.getParsingContext().getParent();
    return pair.getParent() != null && "result".equals(pair.getParent().getCurrentName());
  }

  @Override
  public boolean advance() {
    try {
      JsonToken next = reply.nextToken();
      if (next == JsonToken.END_ARRAY) {
        return false;
      }
      if (next != JsonToken.START_ARRAY) {
        throw new IOException("expected a trade instead of " + next);
      }
      read();
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "Cannot read recording %s, line %d: %s"
              .formatted(file, reply.currentLocation().getLineNr(), failure.getMessage()),
          failure);
    }
  }

  private void read() throws IOException {
    String price = element(DECIMAL);
    String volume = element(DECIMAL);
    micros = micros(element(DECIMAL));
    String side = letter(SIDES);
    String order = letter(ORDERS);
    reply.nextToken();
    String id = element(ID);
    if (reply.nextToken() != JsonToken.END_ARRAY) {
      throw new IOException("expected a trade of seven elements");
    }
    frame = TradeText.of(symbol, side, price, volume, order, id, micros).getBytes(US_ASCII);
  }

  private String element(Pattern form) throws IOException {
    reply.nextToken();
    String text = reply.getText();
    if (text == null || !form.matcher(text).matches()) {
      throw new IOException("expected a number instead of " + text);
    }
    return text;
  }

  private String letter(Map<String, String> words) throws IOException {
    reply.nextToken();
    String word = words.get(reply.getText());
    if (word == null) {
      throw new IOException(
          "expected one of %s instead of %s".formatted(words.keySet(), reply.getText()));
    }
    return word;
  }

  private static long micros(String seconds) {
    return new BigDecimal(seconds)
        .movePointRight(6)
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
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
    return micros;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      reply.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot close recording " + file, failure);
    }
  }
}
