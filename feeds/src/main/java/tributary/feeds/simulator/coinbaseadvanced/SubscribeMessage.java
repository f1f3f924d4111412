package tributary.feeds.simulator.coinbaseadvanced;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tributary.feeds.simulator.ClientMessage;

/**
 * What a client asks for: one channel.
 *
 * <pre>
 * {"type":"subscribe","product_ids":["ETH-USD"],"channel":"market_trades","jwt":"..."}
 * </pre>
 *
 * @param type {@code subscribe}, {@code unsubscribe} or what else the client wrote
 */
record SubscribeMessage(
    String type, String channel, List<String> products, Optional<String> token) {

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static SubscribeMessage read(String text) throws IOException {
    String type = "";
    String channel = "";
    String token = null;
    List<String> products = List.of();
    try (ClientMessage message = new ClientMessage(text)) {
      for (String name = message.member(); name != null; name = message.member()) {
        switch (name) {
          case "type" -> type = message.text();
          case "channel" -> channel = message.text();
          case "jwt" -> token = message.text();
          case "product_ids" -> products = message.texts();
          default -> {}
        }
      }
    }
    return new SubscribeMessage(type, channel, products, Optional.ofNullable(token));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return type + " " + channel + " " + products;
  }
}
