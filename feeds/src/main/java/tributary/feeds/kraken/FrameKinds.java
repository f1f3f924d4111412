package tributary.feeds.kraken;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.TopLevel;

/**
 * Tells what a frame is by its {@code channel}; answers have none and are told by {@code Acks}.
 *
 * <pre>
 * {"channel":"status","type":"update","data":[{"system":"online",...,"connection_id":3364750901719990046}]}
 * {"channel":"ticker","type":"snapshot","data":[{"symbol":"ALGO/USD","bid":0.13099,...}]}
 * {"channel":"heartbeat"}
 * </pre>
 *
 * A frame can bring several products; it is one record and its key is the first one's product.
 *
 * <p>A status tells how the exchange as a whole is. Online, it says no more than a heartbeat; in
 * any other state (maintenance, cancel_only, post_only) it is shown as a refusal, for then trades
 * stay away though the connection lives.
 */
final class FrameKinds {
  private static final byte[] CHANNEL = "channel".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] SYMBOL = "symbol".getBytes(US_ASCII);
  private static final byte[] SYSTEM = "system".getBytes(US_ASCII);
  private static final FrameKind NOTHING_KNOWN = new FrameKind.Unknown(null);
  private static final FrameKind ALIVE = new FrameKind.Heartbeat(null);

  private FrameKinds() {}

  static FrameKind of(byte[] frame) {
    String channel = null;
    TopLevel first = null;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (channel == null && members.named(CHANNEL)) {
        channel = members.text();
      } else if (first == null && members.named(DATA)) {
        first = members.intoFirst();
      }
    }
    if (!members.whole()) {
      return NOTHING_KNOWN;
    }
    return channel == null ? Acks.of(frame) : ofChannel(channel, first);
  }

  private static FrameKind ofChannel(String channel, @Nullable TopLevel first) {
    if (channel.equals("heartbeat")) {
      return ALIVE;
    }
    if (channel.equals("status")) {
      return status(first == null ? null : text(first, SYSTEM));
    }
    String product = first == null ? null : product(text(first, SYMBOL));
    return product != null && Facts.DATA_CHANNELS.contains(channel)
        ? new FrameKind.Data(product)
        : new FrameKind.Unknown(product);
  }

  private static FrameKind status(@Nullable String system) {
    if (system == null) {
      return NOTHING_KNOWN;
    }
    return system.equals(Facts.ONLINE) ? ALIVE : new FrameKind.Refusal("the system is " + system);
  }

  /** The text of the member of that name, if the whole object is there. */
  static @Nullable String text(TopLevel members, byte[] name) {
    String text = null;
    while (members.next()) {
      if (text == null && members.named(name)) {
        text = members.text();
      }
    }
    return members.whole() ? text : null;
  }

  private static @Nullable String product(@Nullable String name) {
    return name != null && Facts.PRODUCT.matcher(name).matches() ? name : null;
  }
}
