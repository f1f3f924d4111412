package tributary.feeds.binance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.TopLevel;

/**
 * Tells what a frame is by its stream's name, since some streams name no event.
 *
 * <pre>
 * {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,...}}
 * {"stream":"btcusdt@bookTicker","data":{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000",...}}
 * {"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1770123456789}}
 * {"result":null,"id":1}
 * {"error":{"code":2,"msg":"Invalid request: ..."},"id":1}
 * {"code":3,"msg":"Invalid JSON: ..."}
 * </pre>
 *
 * An answer names its message and no product: an ack lists nothing.
 */
final class FrameKinds {
  private static final byte[] STREAM = "stream".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] SYMBOL = "s".getBytes(US_ASCII);
  private static final byte[] RESULT = "result".getBytes(US_ASCII);
  private static final byte[] ERROR = "error".getBytes(US_ASCII);
  private static final byte[] CODE = "code".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "msg".getBytes(US_ASCII);
  private static final FrameKind NOTHING_KNOWN = new FrameKind.Unknown(null);
  private static final FrameKind ACK = new FrameKind.Ack(Map.of(), Set.of());

  private FrameKinds() {}

  static FrameKind of(byte[] frame) {
    String stream = null;
    String product = null;
    String refusal = null;
    boolean answered = false;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (stream == null && members.named(STREAM)) {
        stream = members.text();
      } else if (product == null && members.named(DATA)) {
        product = product(members.into());
      } else if (members.named(ERROR)) {
        refusal = refusal(members.into());
      } else if (members.named(MESSAGE)) {
        refusal = refusal(new TopLevel(frame));
      } else if (members.named(RESULT)) {
        answered = true;
      }
    }
    if (!members.whole()) {
      return NOTHING_KNOWN;
    }
    if (stream != null) {
      return ofStream(stream, product);
    }
    return refusal != null ? new FrameKind.Refusal(refusal) : answered ? ACK : NOTHING_KNOWN;
  }

  private static FrameKind ofStream(String stream, @Nullable String named) {
    if (stream.equals(Facts.SHUTDOWN_STREAM)) {
      return new FrameKind.Closing("the server shuts down");
    }
    int at = stream.indexOf('@');
    String product = named == null && at > 0 ? known(upper(stream.substring(0, at))) : named;
    return product != null && Facts.DATA_STREAMS.contains(letters(stream, at + 1))
        ? new FrameKind.Data(product)
        : new FrameKind.Unknown(product);
  }

  /** {@code depth} of {@code depth20@100ms}. */
  private static String letters(String stream, int from) {
    int end = from;
    while (end < stream.length() && Character.isLetter(stream.charAt(end))) {
      end++;
    }
    return stream.substring(from, end);
  }

  private static String upper(String symbol) {
    return symbol.toUpperCase(Locale.ROOT);
  }

  /** Nothing where the data names no product: those of a book with few levels do not. */
  private static @Nullable String product(TopLevel data) {
    String product = null;
    while (data.next()) {
      if (product == null && data.named(SYMBOL)) {
        product = known(data.text());
      }
    }
    return data.whole() ? product : null;
  }

  private static @Nullable String known(@Nullable String name) {
    return name != null && Facts.PRODUCT.matcher(name).matches() ? name : null;
  }

  private static String refusal(TopLevel error) {
    String message = null;
    long code = -1;
    while (error.next()) {
      if (error.named(MESSAGE)) {
        message = error.text();
      } else if (error.named(CODE)) {
        code = error.number(-1);
      }
    }
    String text = message == null ? "error without a message" : message;
    return code < 0 ? text : text + " (code " + code + ")";
  }
}
