package tributary.feeds.coinbaseexchange;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.feeds.venue.Profile;

/** What the Coinbase Exchange's documentation and recordings say, as data. */
final class Facts {
  static final String NAME = "coinbase-exchange";

  static final Profile PROFILE =
      new Profile(
          "Coinbase Exchange",
          List.of(
              new Profile.Channel("ticker", "one frame per trade"),
              new Profile.Channel("heartbeat", "one frame per second and product")),
          "BTC-USD",
          List.of(
              "10 messages/s to the venue, burst 1,000",
              "10 subscriptions per product and channel"),
          List.of(),
          "trade ids rise by one; heartbeats name the last");

  /** The public feed: no key needed. */
  static final URI ENDPOINT = URI.create("wss://ws-feed.exchange.coinbase.com");

  /** One heartbeat per second for each of its products. */
  static final String HEARTBEAT_CHANNEL = "heartbeat";

  /** Channels that concern the whole venue and take no products. */
  static final Set<String> CHANNELS_WITHOUT_PRODUCTS = Set.of("status");

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
  static final int PRODUCTS_PER_SUBSCRIBE = 100;

  static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  static final Pattern CHANNEL = Pattern.compile("[a-z0-9_]{1,40}");

  private Facts() {}
}
