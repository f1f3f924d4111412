package tributary.feeds.simulator.binance;

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
 * {"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}
 * </pre>
 *
 * @param method {@code SUBSCRIBE}, {@code UNSUBSCRIBE}, {@code LIST_SUBSCRIPTIONS} or what else the
 *     client wrote
 * @param streams of the params, in lower and upper case as they came
 * @param id as the client wrote it, so that the answer can have it again: a number, or null
 */
record Request(String method, List<String> streams, String id) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static Request read(String text) throws IOException {
    String method = "";
    String id = "null";
    List<String> streams = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("method")) {
          method = json.getText();
        } else if (name.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
          id = json.getText();
        } else if (name.equals("params")) {
          addStreams(json, streams);
        } else {
          json.skipChildren();
        }
      }
      expect(json, json.currentToken(), JsonToken.END_OBJECT);
    }
    return new Request(method, List.copyOf(streams), id);
  }

  private static void addStreams(JsonParser json, List<String> streams) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_STRING);
      streams.add(json.getText());
    }
  }

  private static void expect(JsonParser json, JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw new IOException("unexpected " + found + " at " + json.currentLocation().getColumnNr());
    }
  }
}
