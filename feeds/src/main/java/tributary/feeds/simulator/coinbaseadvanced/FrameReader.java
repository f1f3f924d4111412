package tributary.feeds.simulator.coinbaseadvanced;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.FrameFacts.Kind;

/**
 * Tells from a frame's bytes what the tables will have to make of it. A trade is known by its id, a
 * ticker, which has none, by the frame's timestamp in nanoseconds since the epoch.
 */
final class FrameReader {
  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String channel;
  private @Nullable String type;
  private @Nullable String timestamp;

  /** The members of each element that names a product. */
  private final List<Map<String, String>> rows = new ArrayList<>();

  private FrameReader() {}

  static FrameFacts read(byte[] frame) {
    FrameReader reader = new FrameReader();
    try (JsonParser json = JSON.createParser(frame)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return FrameFacts.of(Kind.MALFORMED);
      }
      reader.object(json, 0);
      return json.nextToken() == null ? reader.facts() : FrameFacts.of(Kind.MALFORMED);
    } catch (IOException unreadable) {
      return FrameFacts.of(Kind.MALFORMED);
    }
  }

  private void object(JsonParser json, int depth) throws IOException {
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      value(json, depth, name, members);
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("cut");
    }
    if (depth == 0) {
      channel = members.get("channel");
      type = members.get("type");
      timestamp = members.get("timestamp");
    } else if (members.containsKey("product_id")) {
      rows.add(members);
    }
  }

  private void value(JsonParser json, int depth, String name, Map<String, String> members)
      throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> object(json, depth + 1);
      case START_ARRAY -> {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value(json, depth, name, members);
        }
      }
      default -> members.put(name, json.getText());
    }
  }

  private FrameFacts facts() {
    if ("error".equals(type)) {
      return FrameFacts.of(Kind.CONTROL);
    }
    return switch (String.valueOf(channel)) {
      case "heartbeats" -> new FrameFacts(Kind.HEARTBEAT, channel, null, List.of());
      case "subscriptions" -> FrameFacts.of(Kind.CONTROL);
      case "ticker", "ticker_batch" -> rows(List.of("price"), null);
      case "market_trades" -> rows(List.of("price", "size", "time", "trade_id"), "trade_id");
      default -> FrameFacts.of(Kind.OTHER);
    };
  }

  private FrameFacts rows(List<String> required, @Nullable String id) {
    List<Long> ids = new ArrayList<>();
    for (Map<String, String> row : rows) {
      long known = id == null ? nanos() : number(row.get(id));
      if (!row.keySet().containsAll(required) || known < 0) {
        return new FrameFacts(Kind.INCOMPLETE, channel, row.get("product_id"), List.of());
      }
      ids.add(known);
    }
    return rows.isEmpty()
        ? new FrameFacts(Kind.INCOMPLETE, channel, null, List.of())
        : new FrameFacts(Kind.DATA, channel, rows.get(0).get("product_id"), ids);
  }

  private long nanos() {
    try {
      Instant instant = Instant.parse(String.valueOf(timestamp));
      return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    } catch (DateTimeException unreadable) {
      return -1;
    }
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}
