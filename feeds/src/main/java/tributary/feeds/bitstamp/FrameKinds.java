package tributary.feeds.bitstamp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.TopLevel;

/**
 * Tells what a frame is by its {@code event} and {@code channel}, which stand behind the data. The
 * product is nowhere but at the end of the channel's name.
 *
 * <pre>
 * {"data": {"id": 85658352, "type": 1, "price_str": "5112.85", ...}, "channel": "live_trades_btcusd", "event": "trade"}
 * {"event": "bts:subscription_succeeded", "channel": "live_trades_btcusd", "data": {}}
 * {"event": "bts:error", "channel": "", "data": {"code": null, "message": "Invalid channel provided."}}
 * {"event": "bts:request_reconnect", "channel": "", "data": null}
 * </pre>
 *
 * An error does not name the channel that it is about.
 */
final class FrameKinds {
  private static final byte[] EVENT = "event".getBytes(US_ASCII);
  private static final byte[] CHANNEL = "channel".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] CODE = "code".getBytes(US_ASCII);
  private static final FrameKind NOTHING_KNOWN = new FrameKind.Unknown(null);
  private static final FrameKind ALIVE = new FrameKind.Heartbeat(null);
  private static final FrameKind CLOSING = new FrameKind.Closing("the server asks to reconnect");

  private FrameKinds() {}

  static FrameKind of(byte[] frame) {
    String event = null;
    String channel = null;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (event == null && members.named(EVENT)) {
        event = members.text();
      } else if (channel == null && members.named(CHANNEL)) {
        channel = members.text();
      }
    }
    if (!members.whole() || event == null || channel == null) {
      return NOTHING_KNOWN;
    }
    int mark = channel.lastIndexOf('_');
    String name = channel.substring(0, Math.max(0, mark));
    String product = product(channel.substring(mark + 1));
    return switch (event) {
      case "bts:subscription_succeeded" -> ack(name, product);
      case "bts:error" -> new FrameKind.Refusal(refusal(frame));
      case "bts:request_reconnect" -> CLOSING;
      case "bts:heartbeat" -> ALIVE;
      default ->
          product != null && Facts.CHANNELS.contains(name)
              ? new FrameKind.Data(product)
              : new FrameKind.Unknown(product);
    };
  }

  private static @Nullable String product(String name) {
    return Facts.PRODUCT.matcher(name).matches() ? name : null;
  }

  /** One for a channel that is written otherwise lists nothing. */
  private static FrameKind ack(String channel, @Nullable String product) {
    return product == null
        ? new FrameKind.Ack(Map.of(), Set.of())
        : new FrameKind.Ack(Map.of(channel, Set.of(product)), Set.of());
  }

  private static String refusal(byte[] frame) {
    String message = null;
    long code = -1;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(DATA)) {
        TopLevel data = members.into();
        while (data.next()) {
          if (data.named(MESSAGE)) {
            message = data.text();
          } else if (data.named(CODE)) {
            code = data.number(-1);
          }
        }
      }
    }
    String text = message == null ? "error without a message" : message;
    return code < 0 ? text : text + " (code " + code + ")";
  }
}
