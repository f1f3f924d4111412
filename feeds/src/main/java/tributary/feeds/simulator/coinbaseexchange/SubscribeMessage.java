package tributary.feeds.simulator.coinbaseexchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.simulator.ClientMessage;

/**
 * What a client asks for.
 *
 * <pre>
 * {"type":"subscribe","product_ids":["ETH-USD"],"channels":["ticker",{"name":"matches","product_ids":["BTC-USD"]}]}
 * </pre>
 *
 * A signed one has {@code signature}, {@code key}, {@code passphrase} and {@code timestamp} too.
 *
 * @param type {@code subscribe}, {@code unsubscribe} or what else the client wrote
 * @param channels for each channel its products, those of the root and its own together
 */
record SubscribeMessage(
    String type, Map<String, List<String>> channels, Optional<Signature> signature) {

  /** Who asks, and the proof. Its text form tells nothing. */
  record Signature(String key, String passphrase, String timestamp, String signature) {
    @Override
    public String toString() {
      return "Signature";
    }
  }

  private static final Set<String> SIGNATURE =
      Set.of("key", "passphrase", "timestamp", "signature");

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static SubscribeMessage read(String text) throws IOException {
    String type = "";
    List<String> everywhere = List.of();
    Map<String, List<String>> channels = new LinkedHashMap<>();
    Map<String, String> signature = new HashMap<>();
    try (ClientMessage message = new ClientMessage(text)) {
      for (String name = message.member(); name != null; name = message.member()) {
        switch (name) {
          case "type" -> type = message.text();
          case "product_ids" -> everywhere = message.texts();
          case "channels" -> channels = channels(message);
          default -> {
            if (SIGNATURE.contains(name)) {
              signature.put(name, message.scalar());
            }
          }
        }
      }
    }
    for (List<String> products : channels.values()) {
      products.addAll(everywhere);
    }
    return new SubscribeMessage(type, channels, signature(signature));
  }

  /** One of which anything is there counts as one, so that it is refused and not passed over. */
  private static Optional<Signature> signature(Map<String, String> parts) {
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Signature(
                parts.getOrDefault("key", ""),
                parts.getOrDefault("passphrase", ""),
                parts.getOrDefault("timestamp", ""),
                parts.getOrDefault("signature", "")));
  }

  private static Map<String, List<String>> channels(ClientMessage message) throws IOException {
    Map<String, List<String>> channels = new LinkedHashMap<>();
    message.enterArray();
    while (message.element()) {
      if (message.isObject()) {
        addChannel(message, channels);
      } else {
        channels.computeIfAbsent(message.text(), name -> new ArrayList<>());
      }
    }
    return channels;
  }

  private static void addChannel(ClientMessage message, Map<String, List<String>> channels)
      throws IOException {
    String channel = "";
    List<String> products = List.of();
    message.enter();
    for (String name = message.member(); name != null; name = message.member()) {
      switch (name) {
        case "name" -> channel = message.text();
        case "product_ids" -> products = message.texts();
        default -> {}
      }
    }
    channels.computeIfAbsent(channel, name -> new ArrayList<>()).addAll(products);
  }
}
