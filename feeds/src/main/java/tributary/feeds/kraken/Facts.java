package tributary.feeds.kraken;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.feeds.venue.Profile;

/** What Kraken's captures say, as data. */
final class Facts {
  static final String NAME = "kraken";

  static final Profile PROFILE =
      new Profile(
          "Kraken (WebSocket v2)",
          List.of(
              new Profile.Channel("trade", "trades, several in a frame; side is the taker's"),
              new Profile.Channel("ticker", "best prices and the last 24 hours"),
              new Profile.Channel("book", "the order book and its changes"),
              new Profile.Channel("ohlc", "the running candle")),
          "BTC/USD",
          List.of("not published"),
          List.of(),
          "trade ids rise by one; heartbeats show the connection, not a product");

  static final URI ENDPOINT = URI.create("wss://ws.kraken.com/v2");

  /** Channels whose frames begin with a product. */
  static final Set<String> DATA_CHANNELS = Set.of("trade", "ticker", "book", "ohlc");

  /** The state in which the exchange trades. */
  static final String ONLINE = "online";

  /** The longest message is not published. */
  static final int PRODUCTS_PER_SUBSCRIBE = 100;

  static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9.]{1,20}/[A-Za-z0-9.]{1,20}");

  private Facts() {}
}
