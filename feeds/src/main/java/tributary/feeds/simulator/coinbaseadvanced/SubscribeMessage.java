package tributary.feeds.simulator.coinbaseadvanced;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static SubscribeMessage read(String text) throws IOException {
    String type = "";
    String channel = "";
    String token = null;
    List<String> products = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "type" -> type = json.getText();
          case "channel" -> channel = json.getText();
          case "jwt" -> token = json.getText();
          case "product_ids" -> addNames(json, products);
          default -> json.skipChildren();
        }
      }
      expect(json.currentToken(), JsonToken.END_OBJECT);
    }
    return new SubscribeMessage(type, channel, products, Optional.ofNullable(token));
  }

  private static void addNames(JsonParser json, List<String> names) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_STRING);
      names.add(json.getText());
    }
  }

  private static void expect(JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw new IOException("unexpected " + found);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return type + " " + channel + " " + products;
  }
}
