package tributary.feeds.kraken;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.TopLevel;

/**
 * Reads the answers to a subscribe, one for each product.
 *
 * <pre>
 * {"method":"subscribe","result":{"channel":"ticker",...,"symbol":"BTC/USD"},"success":true,...}
 * {"error":"Currency pair not supported BTC/XYZ","method":"subscribe","success":false,"symbol":"BTC/XYZ",...}
 * </pre>
 *
 * Heartbeats concern the connection, so no ack promises any for a product.
 */
final class Acks {
  private static final byte[] METHOD = "method".getBytes(US_ASCII);
  private static final byte[] RESULT = "result".getBytes(US_ASCII);
  private static final byte[] CHANNEL = "channel".getBytes(US_ASCII);
  private static final byte[] SYMBOL = "symbol".getBytes(US_ASCII);
  private static final byte[] SUCCESS = "success".getBytes(US_ASCII);
  private static final byte[] ERROR = "error".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);

  private Acks() {}

  /** What a whole frame without a channel is: an ack, a refusal, or not known. */
  static FrameKind of(byte[] frame) {
    String method = null;
    String symbol = null;
    String error = null;
    boolean refused = false;
    FrameKind.Ack ack = new FrameKind.Ack(Map.of(), Set.of());
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(METHOD)) {
        method = members.text();
      } else if (members.named(RESULT)) {
        ack = ack(members);
      } else if (members.named(SUCCESS)) {
        refused = members.is(FALSE);
      } else if (members.named(ERROR)) {
        error = members.text();
      } else if (members.named(SYMBOL)) {
        symbol = members.text();
      }
    }
    if (refused || error != null) {
      return new FrameKind.Refusal(refusal(error, symbol));
    }
    return "subscribe".equals(method) ? ack : new FrameKind.Unknown(null);
  }

  /** One that is written otherwise lists nothing. */
  private static FrameKind.Ack ack(TopLevel member) {
    String channel = FrameKinds.text(member.into(), CHANNEL);
    String symbol = FrameKinds.text(member.into(), SYMBOL);
    return channel == null || symbol == null
        ? new FrameKind.Ack(Map.of(), Set.of())
        : new FrameKind.Ack(Map.of(channel, Set.of(symbol)), Set.of());
  }

  /** The venue's words name the product in most cases, but need not. */
  private static String refusal(@Nullable String error, @Nullable String symbol) {
    String text = error == null ? "error without a message" : error;
    return symbol == null || text.contains(symbol) ? text : text + ": " + symbol;
  }
}
