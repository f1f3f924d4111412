package tributary.feeds.simulator.kraken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static tributary.feeds.simulator.ClientMessage.quoted;

/** What the venue says about itself and about subscriptions. */
final class Answers {
  private static final String UPDATE = "\"type\":\"update\"";

  private Answers() {}

  /** The state of the whole exchange; its connection id needs more bits than a double has. */
  static String status(String system) {
    return "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\","
        + "\"system\":\""
        + system
        + "\",\"api_version\":\"v2\",\"connection_id\":3364750901719990046}]}";
  }

  static String done(String method, String channel, String symbol, long micros) {
    return "{\"method\":%s,\"result\":{\"channel\":%s,\"snapshot\":true,\"symbol\":%s},\"success\":true,%s}"
        .formatted(quoted(method), quoted(channel), quoted(symbol), times(micros));
  }

  static String error(String message, String method, String symbol, long micros) {
    String about = symbol.isEmpty() ? "" : ",\"symbol\":" + quoted(symbol);
    return "{\"error\":%s,\"method\":%s,\"success\":false%s,%s}"
        .formatted(quoted(message), quoted(method), about, times(micros));
  }

  static String pong(long micros) {
    return "{\"method\":\"pong\"," + times(micros) + "}";
  }

  /** An update as it is told to a new subscriber. */
  static byte[] snapshot(byte[] update) {
    return new String(update, UTF_8).replace(UPDATE, "\"type\":\"snapshot\"").getBytes(UTF_8);
  }

  private static String times(long micros) {
    String time = TradeText.time(micros);
    return "\"time_in\":\"" + time + "\",\"time_out\":\"" + time + "\"";
  }
}
