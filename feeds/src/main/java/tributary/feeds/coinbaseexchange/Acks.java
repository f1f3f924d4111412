package tributary.feeds.coinbaseexchange;

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
 * Reads what is subscribed from an ack, which gives the whole state in any order. A channel's name
 * may differ from the one asked for.
 *
 * <pre>
 * {"type":"subscriptions","channels":[{"name":"ticker_1000","product_ids":["BTC-USD"],...},...]}
 * </pre>
 */
final class Acks {
  private static final JsonFactory JSON = new JsonFactory();

  private Acks() {}

  /** The ack; one that is written otherwise lists nothing. */
  static FrameKind.Ack of(byte[] frame) {
    Map<String, Set<String>> channels = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(frame)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean listed = json.currentName().equals("channels");
        if (json.nextToken() == JsonToken.START_ARRAY && listed) {
          addChannels(json, channels);
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException otherwise) {
      return new FrameKind.Ack(Map.of(), Set.of());
    }
    return new FrameKind.Ack(channels, channels.getOrDefault(Facts.HEARTBEAT_CHANNEL, Set.of()));
  }

  private static void addChannels(JsonParser json, Map<String, Set<String>> channels)
      throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return;
      }
      if (json.currentToken() == JsonToken.START_OBJECT) {
        addChannel(json, channels);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void addChannel(JsonParser json, Map<String, Set<String>> channels)
      throws IOException {
    String channel = "";
    Set<String> products = new LinkedHashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("name") && value == JsonToken.VALUE_STRING) {
        channel = json.getText();
      } else if (name.equals("product_ids") && value == JsonToken.START_ARRAY) {
        addProducts(json, products);
      } else {
        json.skipChildren();
      }
    }
    channels.computeIfAbsent(channel, known -> new LinkedHashSet<>()).addAll(products);
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
