package tributary.feeds.simulator.kraken;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.FrameFacts.Kind;

/**
 * Tells from a frame's bytes what the tables will have to make of it: each trade in it has an id.
 * For one frame.
 */
final class FrameReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> REQUIRED =
      List.of("symbol", "price", "qty", "trade_id", "timestamp");

  private @Nullable String channel;
  private @Nullable String product;
  private boolean answers;
  private boolean complete = true;
  private final List<Long> ids = new ArrayList<>();

  private FrameReader() {}

  static FrameFacts read(byte[] frame) {
    FrameReader reader = new FrameReader();
    try (JsonParser json = JSON.createParser(frame)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return FrameFacts.of(Kind.MALFORMED);
      }
      reader.members(json);
      return json.nextToken() == null ? reader.facts() : FrameFacts.of(Kind.MALFORMED);
    } catch (IOException malformed) {
      return FrameFacts.of(Kind.MALFORMED);
    }
  }

  private void members(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("channel")) {
        channel = json.getText();
      } else if (name.equals("method") || name.equals("error")) {
        answers = true;
      }
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          row(json);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void row(JsonParser json) throws IOException {
    int required = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      required += REQUIRED.contains(name) ? 1 : 0;
      if (name.equals("symbol") && product == null) {
        product = json.getText();
      } else if (name.equals("trade_id") && value == JsonToken.VALUE_NUMBER_INT) {
        ids.add(json.getLongValue());
      }
      json.skipChildren();
    }
    complete &= required == REQUIRED.size();
  }

  private FrameFacts facts() {
    if (channel == null) {
      return FrameFacts.of(answers ? Kind.CONTROL : Kind.OTHER);
    }
    return switch (channel) {
      case "heartbeat" -> FrameFacts.of(Kind.HEARTBEAT);
      case "status" -> FrameFacts.of(Kind.CONTROL);
      case "ticker" -> new FrameFacts(Kind.DATA, channel, product, List.of());
      case "trade" ->
          complete && !ids.isEmpty()
              ? new FrameFacts(Kind.DATA, channel, product, ids)
              : new FrameFacts(Kind.INCOMPLETE, channel, product, List.of());
      default -> new FrameFacts(Kind.OTHER, null, product, List.of());
    };
  }
}
