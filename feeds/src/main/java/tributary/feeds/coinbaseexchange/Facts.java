package tributary.feeds.coinbaseexchange;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tributary.feeds.venue.Profile;

/** What the Coinbase Exchange's documentation and recordings say, as data. */
final class Facts {
  static final String NAME = "coinbase-exchange";

  /** The secrets with which a subscribe is signed; all or none. */
  static final String KEY = "COINBASE_EXCHANGE_KEY";

  static final String SECRET = "COINBASE_EXCHANGE_SECRET";
  static final String PASSPHRASE = "COINBASE_EXCHANGE_PASSPHRASE";

  static final Profile PROFILE =
      new Profile(
          "Coinbase Exchange",
          List.of(
              new Profile.Channel(
                  "ticker", "a frame per trade, with the day's numbers; side: taker"),
              new Profile.Channel("ticker_batch", "the same, the latest of each interval only"),
              new Profile.Channel("matches", "a frame per trade; side: maker"),
              new Profile.Channel(
                  "heartbeat", "a frame per second and product, with its last trade"),
              new Profile.Channel("status", "all products and currencies; takes no products"),
              new Profile.Channel("level2_batch", "the order book, its changes in batches"),
              new Profile.Channel("level2", "the order book (with a key)"),
              new Profile.Channel("level3", "every order, in short (with a key)"),
              new Profile.Channel("full", "every order (with a key)"),
              new Profile.Channel("user", "one's own orders (with a key)"),
              new Profile.Channel("balance", "one's own balances (with a key)"),
              new Profile.Channel("auctionfeed", "auctions"),
              new Profile.Channel("rfq_matches", "trades by request for quote")),
          "BTC-USD",
          List.of(
              "10 messages/s to the venue, burst 1,000",
              "10 subscriptions per product and channel",
              "a subscribe within 5 s of the connect",
              "100 products per connection (ours; a subscribe that is too long is refused)"),
          List.of(
              new Profile.Key(
                  KEY, false, "an API key's name, for level2, level3, full, user, balance"),
              new Profile.Key(SECRET, false, "its secret, in base64"),
              new Profile.Key(PASSPHRASE, false, "its passphrase")),
          "trade ids rise by one per product, and heartbeats name the last; REST has the missing");

  /** The public feed: no key needed for most channels. */
  static final URI ENDPOINT = URI.create("wss://ws-feed.exchange.coinbase.com");

  /** One heartbeat per second for each of its products. */
  static final String HEARTBEAT_CHANNEL = "heartbeat";

  static final Set<String> CHANNELS =
      PROFILE.channels().stream().map(Profile.Channel::name).collect(Collectors.toSet());

  /** Channels that concern the whole venue and take no products. */
  static final Set<String> CHANNELS_WITHOUT_PRODUCTS = Set.of("status");

  /** Channels that only a signed subscribe gets. */
  static final Set<String> CHANNELS_WITH_KEY =
      Set.of("level2", "level3", "full", "user", "balance");

  /** Frames that speak of one product. New types can come at any time. */
  static final Set<String> DATA_TYPES =
      Set.of(
          "ticker",
          "match",
          "last_match",
          "snapshot",
          "l2update",
          "received",
          "open",
          "done",
          "change",
          "activate",
          "auction",
          "rfq_match");

  /** A subscribe that is too long is refused; the limit is not published. */
  static final int PRODUCTS_PER_CONNECTION = 100;

  static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  private Facts() {}
}
