package tributary.feeds.simulator.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tributary.feeds.simulator.rest.TradeBook.Trade;

/** Reads the trades out of a generated market's frames, which are as each venue writes them. */
final class FrameTrades {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the trades of a frame into a book. */
  interface Reader {
    void read(JsonParser frame, TradeBook book) throws IOException;
  }

  private FrameTrades() {}

  static void read(Reader reader, byte[] array, int length, TradeBook book) {
    try (JsonParser frame = JSON.createParser(array, 0, length)) {
      frame.nextToken();
      reader.read(frame, book);
    } catch (IOException malformed) {
      throw new UncheckedIOException("Cannot read a frame of a generated market", malformed);
    }
  }

  /** Of a ticker, whose side is the taker's, or a match, whose side is the maker's. */
  static void coinbase(JsonParser frame, TradeBook book) throws IOException {
    Map<String, String> members = scalars(frame);
    boolean isMatch = members.containsKey("size");
    String size = members.get(isMatch ? "size" : "last_size");
    String time = members.get("time");
    if (members.containsKey("trade_id") && size != null && time != null) {
      boolean takerBuys = "buy".equals(members.get("side")) != isMatch;
      add(book, members, "product_id", "trade_id", size, takerBuys, nanos(time));
    }
  }

  /** Whose {@code m} says that the buyer was the maker. */
  static void binance(JsonParser frame, TradeBook book) throws IOException {
    while (frame.nextToken() == JsonToken.FIELD_NAME) {
      String name = frame.currentName();
      frame.nextToken();
      if (!name.equals("data") || frame.currentToken() != JsonToken.START_OBJECT) {
        frame.skipChildren();
        continue;
      }
      Map<String, String> members = scalars(frame);
      if ("trade".equals(members.get("e"))) {
        boolean takerBuys = "false".equals(members.get("m"));
        long nanos = Long.parseLong(members.getOrDefault("T", "0")) * 1_000_000;
        members.put("price", members.getOrDefault("p", ""));
        add(book, members, "s", "t", members.getOrDefault("q", ""), takerBuys, nanos);
      }
    }
  }

  /** Whose frames hold several, with the taker's side. */
  static void kraken(JsonParser frame, TradeBook book) throws IOException {
    while (frame.nextToken() == JsonToken.FIELD_NAME) {
      String name = frame.currentName();
      if (frame.nextToken() != JsonToken.START_ARRAY || !name.equals("data")) {
        frame.skipChildren();
        continue;
      }
      while (frame.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> members = scalars(frame);
        String size = members.get("qty");
        if (members.containsKey("trade_id") && size != null) {
          boolean takerBuys = "buy".equals(members.get("side"));
          long nanos = nanos(members.getOrDefault("timestamp", ""));
          add(book, members, "symbol", "trade_id", size, takerBuys, nanos);
        }
      }
    }
  }

  private static void add(
      TradeBook book,
      Map<String, String> members,
      String product,
      String id,
      String size,
      boolean takerBuys,
      long nanos) {
    long number = Long.parseLong(members.getOrDefault(id, "0"));
    String price = members.getOrDefault("price", "");
    book.add(members.getOrDefault(product, ""), new Trade(number, price, size, takerBuys, nanos));
  }

  /** The texts of the object's members that are no objects or arrays. */
  private static Map<String, String> scalars(JsonParser object) throws IOException {
    Map<String, String> scalars = new HashMap<>();
    while (object.nextToken() == JsonToken.FIELD_NAME) {
      String name = object.currentName();
      if (object.nextToken().isScalarValue()) {
        scalars.put(name, object.getText());
      } else {
        object.skipChildren();
      }
    }
    return scalars;
  }

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
