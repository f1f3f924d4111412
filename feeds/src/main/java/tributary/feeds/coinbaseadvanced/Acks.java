package tributary.feeds.coinbaseadvanced;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tributary.feeds.venue.FrameKind;

/**
 * Reads what is subscribed from an ack, which gives the whole state.
 *
 * <pre>
 * {"channel":"subscriptions",...,"events":[{"subscriptions":{"ticker":["BTC-USD"],"heartbeats":["heartbeats"]}}]}
 * </pre>
 */
final class Acks {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 8;

  private Acks() {}

  /** The ack; one that is written otherwise lists nothing. No product has heartbeats of its own. */
  static FrameKind.Ack of(byte[] frame) {
    Map<String, Set<String>> channels = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(frame)) {
      int depth = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart() && ++depth > DEEPEST) {
          break;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("subscriptions")) {
          json.nextToken();
          addChannels(json, channels);
        }
      }
    } catch (IOException otherwise) {
      return new FrameKind.Ack(Map.of(), Set.of());
    }
    return new FrameKind.Ack(channels, Set.of());
  }

  private static void addChannels(JsonParser json, Map<String, Set<String>> channels)
      throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Set<String> products =
          channels.computeIfAbsent(json.currentName(), channel -> new LinkedHashSet<>());
      if (json.nextToken() == JsonToken.START_ARRAY) {
        addProducts(json, products);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void addProducts(JsonParser json, Set<String> products) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return;
      }
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        products.add(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }
}
