package tributary.feeds.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.TopLevel;

/**
 * Tells what a frame is by its envelope. It can bring several products; it is one record and its
 * key is the first one's product.
 *
 * <pre>
 * {"channel":"ticker","timestamp":"..","sequence_num":0,"events":[{"type":"snapshot","tickers":[{"type":"ticker","product_id":"BTC-USD",...
 * {"channel":"heartbeats","client_id":"","timestamp":"..","sequence_num":1,"events":[{"current_time":"..","heartbeat_counter":66987}]}
 * {"channel":"subscriptions","timestamp":"..","sequence_num":1,"events":[{"subscriptions":{"ticker":["BTC-USD"]}}]}
 * {"type":"error","message":"authentication failure"}
 * </pre>
 */
final class FrameKinds {
  private static final byte[] CHANNEL = "channel".getBytes(US_ASCII);
  private static final byte[] SEQUENCE_NUM = "sequence_num".getBytes(US_ASCII);
  private static final byte[] EVENTS = "events".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] PRODUCT_ID = "product_id".getBytes(US_ASCII);
  private static final FrameKind NOTHING_KNOWN = new FrameKind.Unknown(null);
  private static final FrameKind HEARTBEAT = new FrameKind.Heartbeat(null);

  private FrameKinds() {}

  static Heard of(byte[] frame) {
    String channel = null;
    String type = null;
    String message = null;
    long sequence = Heard.UNNUMBERED;
    TopLevel event = null;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (channel == null && members.named(CHANNEL)) {
        channel = members.text();
      } else if (members.named(SEQUENCE_NUM)) {
        sequence = members.number(Heard.UNNUMBERED);
      } else if (members.named(EVENTS)) {
        event = members.intoFirst();
      } else if (members.named(TYPE)) {
        type = members.text();
      } else if (members.named(MESSAGE)) {
        message = members.text();
      }
    }
    if (!members.whole()) {
      return Heard.unnumbered(NOTHING_KNOWN);
    }
    if ("error".equals(type)) {
      return new Heard(refusal(message), sequence);
    }
    return new Heard(channel == null ? NOTHING_KNOWN : kind(channel, frame, event), sequence);
  }

  private static FrameKind kind(String channel, byte[] frame, @Nullable TopLevel event) {
    if (channel.equals(Facts.HEARTBEATS)) {
      return HEARTBEAT;
    }
    if (channel.equals("subscriptions")) {
      return Acks.of(frame);
    }
    String product = event == null ? null : product(event);
    return product != null && Facts.DATA_CHANNELS.contains(channel)
        ? new FrameKind.Data(product)
        : new FrameKind.Unknown(product);
  }

  /** That of the event, or of the first that it lists. */
  private static @Nullable String product(TopLevel event) {
    String product = null;
    while (product == null && event.next()) {
      product = event.named(PRODUCT_ID) ? known(event.text()) : listed(event.intoFirst());
    }
    return product;
  }

  private static @Nullable String listed(TopLevel first) {
    String product = null;
    while (product == null && first.next()) {
      product = first.named(PRODUCT_ID) ? known(first.text()) : null;
    }
    return product;
  }

  private static @Nullable String known(@Nullable String name) {
    return name != null && Facts.PRODUCT.matcher(name).matches() ? name : null;
  }

  private static FrameKind refusal(@Nullable String message) {
    return new FrameKind.Refusal(message == null ? "error without a message" : message);
  }
}
