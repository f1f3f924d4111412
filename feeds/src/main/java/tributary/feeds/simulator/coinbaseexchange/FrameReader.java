package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.FrameFacts.Kind;
import tributary.feeds.venue.TopLevel;

/** Tells from a frame's bytes what the tables will have to make of it. */
final class FrameReader {
  private static final byte[] TYPE = "type".getBytes(US_ASCII);
  private static final byte[] PRODUCT_ID = "product_id".getBytes(US_ASCII);
  private static final byte[] TRADE_ID = "trade_id".getBytes(US_ASCII);
  private static final byte[][] REQUIRED = {
    "sequence".getBytes(US_ASCII), "price".getBytes(US_ASCII), "time".getBytes(US_ASCII)
  };

  private FrameReader() {}

  static FrameFacts read(byte[] frame) {
    String type = null;
    String product = null;
    long tradeId = -1;
    int required = 0;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(TYPE)) {
        type = members.text();
      } else if (members.named(PRODUCT_ID)) {
        product = members.text();
      } else if (members.named(TRADE_ID)) {
        tradeId = members.number(-1);
      } else if (isRequired(members)) {
        required++;
      }
    }
    if (!members.whole()) {
      return FrameFacts.of(Kind.MALFORMED);
    }
    boolean complete = product != null && tradeId >= 0 && required == REQUIRED.length;
    return facts(String.valueOf(type), product, complete, tradeId);
  }

  private static boolean isRequired(TopLevel member) {
    for (byte[] name : REQUIRED) {
      if (member.named(name)) {
        return true;
      }
    }
    return false;
  }

  private static FrameFacts facts(
      String type, @Nullable String product, boolean complete, long tradeId) {
    return switch (type) {
      case "heartbeat" -> new FrameFacts(Kind.HEARTBEAT, "heartbeat", product, List.of());
      case "subscriptions", "error" -> FrameFacts.of(Kind.CONTROL);
      case "ticker" -> trade("ticker", product, complete, tradeId);
      case "match", "last_match" -> trade("matches", product, complete, tradeId);
      case "status" -> new FrameFacts(Kind.OTHER, "status", null, List.of());
      default -> new FrameFacts(Kind.OTHER, null, product, List.of());
    };
  }

  private static FrameFacts trade(
      String channel, @Nullable String product, boolean complete, long tradeId) {
    return complete
        ? new FrameFacts(Kind.DATA, channel, product, List.of(tradeId))
        : new FrameFacts(Kind.INCOMPLETE, channel, product, List.of());
  }
}
