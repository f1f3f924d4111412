package tributary.feeds.coinbaseadvanced;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tributary.feeds.venue.Profile;

/** What Coinbase Advanced Trade's documentation and recordings say, as data. */
final class Facts {
  static final String NAME = "coinbase-advanced";

  /** The secrets with which each message is signed; both or none. */
  static final String KEY_NAME = "COINBASE_ADVANCED_KEY_NAME";

  static final String PRIVATE_KEY = "COINBASE_ADVANCED_PRIVATE_KEY";

  /** One frame per second for the connection; subscribed always, so that it is not closed. */
  static final String HEARTBEATS = "heartbeats";

  static final Profile PROFILE =
      new Profile(
          "Coinbase Advanced Trade",
          List.of(
              new Profile.Channel("ticker", "price and day's numbers, without a trade id or time"),
              new Profile.Channel("ticker_batch", "the same, the latest of each interval only"),
              new Profile.Channel("market_trades", "trades, several per frame, newest first"),
              new Profile.Channel(HEARTBEATS, "a frame per second; always subscribed"),
              new Profile.Channel("level2", "the order book; its frames call it l2_data"),
              new Profile.Channel("candles", "candles of five minutes, each second"),
              new Profile.Channel("status", "products and currencies")),
          "BTC-USD",
          List.of(
              "8 connections/s and 8 unsigned messages/s per address",
              "one channel per subscribe, the first within 5 s of the connect",
              "100 products per connection (ours)"),
          List.of(
              new Profile.Key(KEY_NAME, false, "an API key's name; public channels need none"),
              new Profile.Key(
                  PRIVATE_KEY, false, "its private key: PEM (P-256), or Ed25519 in base64")),
          "frames of a connection are numbered, rising by one over all channels");

  static final URI ENDPOINT = URI.create("wss://advanced-trade-ws.coinbase.com");

  static final Set<String> CHANNELS =
      PROFILE.channels().stream().map(Profile.Channel::name).collect(Collectors.toSet());

  /** Channels of frames that speak of products, by the name in the frame. */
  static final Set<String> DATA_CHANNELS =
      Set.of("ticker", "ticker_batch", "market_trades", "l2_data", "candles");

  static final int PRODUCTS_PER_CONNECTION = 100;

  static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  private Facts() {}
}
