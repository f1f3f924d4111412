package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.TopLevel;

/**
 * What the tables will have to make of a frame, told from its bytes.
 *
 * @param tradeId of a whole ticker, otherwise -1
 */
record FrameFacts(Kind kind, @Nullable String product, long tradeId) {

  /** In the order in which they are looked for. */
  enum Kind {
    /** No JSON object. */
    MALFORMED,
    /** A heartbeat. */
    HEARTBEAT,
    /** An ack or an error. */
    CONTROL,
    /** A ticker with sequence, product, price, time and trade id. */
    TICKER,
    /** A ticker that lacks one of them. */
    INCOMPLETE,
    /** Anything else. */
    OTHER
  }

  private static final byte[] TYPE = "type".getBytes(US_ASCII);
  private static final byte[] PRODUCT_ID = "product_id".getBytes(US_ASCII);
  private static final byte[] TRADE_ID = "trade_id".getBytes(US_ASCII);
  private static final byte[][] REQUIRED = {
    "sequence".getBytes(US_ASCII), "price".getBytes(US_ASCII), "time".getBytes(US_ASCII)
  };

  static FrameFacts of(byte[] frame) {
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
      return new FrameFacts(Kind.MALFORMED, null, -1);
    }
    boolean complete = product != null && tradeId >= 0 && required == REQUIRED.length;
    Kind kind = kind(String.valueOf(type), complete);
    return new FrameFacts(kind, product, kind == Kind.TICKER ? tradeId : -1);
  }

  private static boolean isRequired(TopLevel member) {
    for (byte[] name : REQUIRED) {
      if (member.named(name)) {
        return true;
      }
    }
    return false;
  }

  private static Kind kind(String type, boolean complete) {
    return switch (type) {
      case "heartbeat" -> Kind.HEARTBEAT;
      case "subscriptions", "error" -> Kind.CONTROL;
      case "ticker" -> complete ? Kind.TICKER : Kind.INCOMPLETE;
      default -> Kind.OTHER;
    };
  }

  boolean isControl() {
    return kind == Kind.HEARTBEAT || kind == Kind.CONTROL;
  }
}
