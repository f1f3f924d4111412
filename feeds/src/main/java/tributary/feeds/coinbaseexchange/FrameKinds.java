package tributary.feeds.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.TopLevel;

/**
 * Tells what a frame is by its {@code type}.
 *
 * <pre>
 * {"type":"ticker","sequence":136967652357,"product_id":"BTC-USD","price":"84140.83",...}
 * {"type":"heartbeat","last_trade_id":1099995625,"product_id":"BTC-USD",...}
 * {"type":"subscriptions","channels":[{"name":"ticker_1000","product_ids":["BTC-USD"],...}]}
 * {"type":"error","message":"Failed to subscribe","reason":"YFI-USD is delisted"}
 * </pre>
 */
final class FrameKinds {
  private static final byte[] TYPE = "type".getBytes(US_ASCII);
  private static final byte[] PRODUCT_ID = "product_id".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] REASON = "reason".getBytes(US_ASCII);
  private static final FrameKind NOTHING_KNOWN = new FrameKind.Unknown(null);

  private FrameKinds() {}

  static FrameKind of(byte[] frame) {
    String type = null;
    String product = null;
    String message = null;
    String reason = null;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (type == null && members.named(TYPE)) {
        type = members.text();
      } else if (product == null && members.named(PRODUCT_ID)) {
        product = product(members.text());
      } else if (members.named(MESSAGE)) {
        message = members.text();
      } else if (members.named(REASON)) {
        reason = members.text();
      }
    }
    if (!members.whole() || type == null) {
      return NOTHING_KNOWN;
    }
    return switch (type) {
      case "subscriptions" -> Acks.of(frame);
      case "error" -> new FrameKind.Refusal(refusal(message, reason));
      case "heartbeat" -> product == null ? NOTHING_KNOWN : new FrameKind.Heartbeat(product);
      default ->
          product != null && Facts.DATA_TYPES.contains(type)
              ? new FrameKind.Data(product)
              : new FrameKind.Unknown(product);
    };
  }

  private static @Nullable String product(@Nullable String name) {
    return name != null && Facts.PRODUCT.matcher(name).matches() ? name : null;
  }

  private static String refusal(@Nullable String message, @Nullable String reason) {
    String text = message == null ? "error without a message" : message;
    return reason == null ? text : text + ": " + reason;
  }
}
