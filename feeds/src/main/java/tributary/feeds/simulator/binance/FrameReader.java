package tributary.feeds.simulator.binance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.FrameFacts.Kind;
import tributary.feeds.venue.TopLevel;

/** Tells from a frame's bytes what the tables will have to make of it: a trade has an id. */
final class FrameReader {
  private static final byte[] STREAM = "stream".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] RESULT = "result".getBytes(US_ASCII);
  private static final byte[] ERROR = "error".getBytes(US_ASCII);
  private static final byte[] SYMBOL = "s".getBytes(US_ASCII);
  private static final byte[] TRADE_ID = "t".getBytes(US_ASCII);
  private static final byte[][] REQUIRED = {
    "p".getBytes(US_ASCII), "q".getBytes(US_ASCII), "T".getBytes(US_ASCII)
  };

  private FrameReader() {}

  static FrameFacts read(byte[] frame) {
    String stream = null;
    TopLevel data = null;
    boolean answers = false;
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(STREAM)) {
        stream = members.text();
      } else if (members.named(DATA)) {
        data = members.into();
      } else if (members.named(RESULT) || members.named(ERROR)) {
        answers = true;
      }
    }
    if (!members.whole()) {
      return FrameFacts.of(Kind.MALFORMED);
    }
    if (stream == null || data == null) {
      return FrameFacts.of(answers ? Kind.CONTROL : Kind.OTHER);
    }
    return stream.startsWith("!")
        ? FrameFacts.of(Kind.CONTROL)
        : data(stream.substring(stream.indexOf('@') + 1), data);
  }

  private static FrameFacts data(String channel, TopLevel data) {
    String product = null;
    long tradeId = -1;
    int required = 0;
    while (data.next()) {
      if (data.named(SYMBOL)) {
        product = data.text();
      } else if (data.named(TRADE_ID)) {
        tradeId = data.number(-1);
      } else if (isRequired(data)) {
        required++;
      }
    }
    if (!channel.equals("trade")) {
      return new FrameFacts(Kind.DATA, channel, product, List.of());
    }
    boolean complete = product != null && tradeId >= 0 && required == REQUIRED.length;
    return trade(product, complete, tradeId);
  }

  private static FrameFacts trade(@Nullable String product, boolean complete, long tradeId) {
    return complete
        ? new FrameFacts(Kind.DATA, "trade", product, List.of(tradeId))
        : new FrameFacts(Kind.INCOMPLETE, "trade", product, List.of());
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
