package tributary.feeds.simulator.kraken;

import java.io.IOException;
import java.util.List;
import tributary.feeds.simulator.ClientMessage;

/**
 * What a client asks for.
 *
 * <pre>
 * {"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD"]}}
 * </pre>
 *
 * @param method {@code subscribe}, {@code unsubscribe}, {@code ping} or what else the client wrote
 */
record Request(String method, String channel, List<String> symbols) {

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static Request read(String text) throws IOException {
    String method = "";
    Request params = new Request("", "", List.of());
    try (ClientMessage message = new ClientMessage(text)) {
      for (String name = message.member(); name != null; name = message.member()) {
        switch (name) {
          case "method" -> method = message.text();
          case "params" -> params = params(message);
          default -> {}
        }
      }
    }
    return new Request(method, params.channel(), params.symbols());
  }

  private static Request params(ClientMessage message) throws IOException {
    String channel = "";
    List<String> symbols = List.of();
    message.enter();
    for (String name = message.member(); name != null; name = message.member()) {
      switch (name) {
        case "channel" -> channel = message.text();
        case "symbol" -> symbols = message.texts();
        default -> {}
      }
    }
    return new Request("", channel, symbols);
  }
}
