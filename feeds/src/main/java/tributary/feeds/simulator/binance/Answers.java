package tributary.feeds.simulator.binance;

import static java.util.stream.Collectors.joining;
import static tributary.feeds.simulator.ClientMessage.quoted;

import java.util.Collection;
import tributary.feeds.simulator.ClientMessage;

/** What the venue says about itself and about subscriptions. */
final class Answers {
  static final String SHUTDOWN =
      "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}";

  private Answers() {}

  static String done(String id) {
    return "{\"result\":null,\"id\":" + id + "}";
  }

  static String list(Collection<String> streams, String id) {
    return streams.stream()
        .map(ClientMessage::quoted)
        .collect(joining(",", "{\"result\":[", "],\"id\":" + id + "}"));
  }

  static String error(int code, String message, String id) {
    return "{\"error\":{\"code\":%d,\"msg\":%s},\"id\":%s}".formatted(code, quoted(message), id);
  }
}
