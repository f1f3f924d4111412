package tributary.feeds.simulator.kraken;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static Request read(String text) throws IOException {
    String method = "";
    Request params = new Request("", "", List.of());
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "method" -> method = json.getText();
          case "params" -> params = params(json);
          default -> json.skipChildren();
        }
      }
      expect(json, json.currentToken(), JsonToken.END_OBJECT);
    }
    return new Request(method, params.channel(), params.symbols());
  }

  private static Request params(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_OBJECT);
    String channel = "";
    List<String> symbols = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("channel")) {
        channel = json.getText();
      } else if (name.equals("symbol") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          expect(json, json.currentToken(), JsonToken.VALUE_STRING);
          symbols.add(json.getText());
        }
      } else {
        json.skipChildren();
      }
    }
    return new Request("", channel, List.copyOf(symbols));
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw new IOException("unexpected " + found + " at " + json.currentLocation().getColumnNr());
    }
  }
}
