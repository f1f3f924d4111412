package tributary.feeds.simulator.bitstamp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.FrameFacts.Kind;
import tributary.feeds.venue.TopLevel;

/** Tells from a frame's bytes what the tables will have to make of it: a trade has an id. */
final class FrameReader {
  private static final byte[] EVENT = "event".getBytes(US_ASCII);
  private static final byte[] CHANNEL = "channel".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final byte[][] REQUIRED = {
    "type".getBytes(US_ASCII),
    "price_str".getBytes(US_ASCII),
    "amount_str".getBytes(US_ASCII),
    "microtimestamp".getBytes(US_ASCII)
  };

  private FrameReader() {}

  static FrameFacts read(byte[] frame) {
    String event = null;
    String channel = null;
    TopLevel data = null;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(EVENT)) {
        event = members.text();
      } else if (members.named(CHANNEL)) {
        channel = members.text();
      } else if (members.named(DATA)) {
        data = members.into();
      }
    }
    if (!members.whole()) {
      return FrameFacts.of(Kind.MALFORMED);
    }
    if (event == null || channel == null) {
      return FrameFacts.of(Kind.OTHER);
    }
    if (event.startsWith("bts:")) {
      return FrameFacts.of(event.equals("bts:heartbeat") ? Kind.HEARTBEAT : Kind.CONTROL);
    }
    return ofMarket(event, channel, data);
  }

  private static FrameFacts ofMarket(String event, String channel, @Nullable TopLevel data) {
    int mark = channel.lastIndexOf('_');
    String name = channel.substring(0, Math.max(0, mark));
    String product = channel.substring(mark + 1);
    if (!event.equals("trade")) {
      return new FrameFacts(Kind.DATA, name, product, List.of());
    }
    long id = data == null ? -1 : id(data);
    return id < 0
        ? new FrameFacts(Kind.INCOMPLETE, name, product, List.of())
        : new FrameFacts(Kind.DATA, name, product, List.of(id));
  }

  /** The trade's id; -1 if something is missing. */
  private static long id(TopLevel data) {
    long id = -1;
    int required = 0;
    while (data.next()) {
      if (data.named(ID)) {
        id = data.number(-1);
      } else if (isRequired(data)) {
        required++;
      }
    }
    return required == REQUIRED.length ? id : -1;
  }

  private static boolean isRequired(TopLevel member) {
    for (byte[] name : REQUIRED) {
      if (member.named(name)) {
        return true;
      }
    }
    return false;
  }
}
