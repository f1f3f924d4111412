package tributary.feeds.simulator.coinbaseexchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final JsonFactory JSON = new JsonFactory();

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
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "type" -> type = json.getText();
          case "product_ids" -> everywhere = names(json);
          case "channels" -> channels = channels(json);
          default -> {
            if (SIGNATURE.contains(name) && json.currentToken().isScalarValue()) {
              signature.put(name, json.getText());
            }
            json.skipChildren();
          }
        }
      }
      expect(json, json.currentToken(), JsonToken.END_OBJECT);
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

  private static Map<String, List<String>> channels(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY);
    Map<String, List<String>> channels = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        addChannel(json, channels);
      } else {
        expect(json, json.currentToken(), JsonToken.VALUE_STRING);
        channels.computeIfAbsent(json.getText(), name -> new ArrayList<>());
      }
    }
    return channels;
  }

  private static void addChannel(JsonParser json, Map<String, List<String>> channels)
      throws IOException {
    String channel = "";
    List<String> products = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "name" -> channel = json.getText();
        case "product_ids" -> products = names(json);
        default -> json.skipChildren();
      }
    }
    channels.computeIfAbsent(channel, name -> new ArrayList<>()).addAll(products);
  }

  private static List<String> names(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY);
    List<String> names = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_STRING);
      names.add(json.getText());
    }
    return names;
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw new IOException("unexpected " + found + " at " + json.currentLocation().getColumnNr());
    }
  }
}
