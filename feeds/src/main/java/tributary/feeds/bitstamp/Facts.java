package tributary.feeds.bitstamp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.feeds.venue.Profile;

/**
 * What is known of Bitstamp's WebSocket v2, as data. Its documentation is <a
 * href="https://www.bitstamp.net/websocket/v2/">Websocket API v2</a>; what that says and what the
 * server did when it was tried is written down in {@code docs/profiles/bitstamp/websocket.md} of
 * github.com/nemanull/arbitrage-observatory, called the profile below.
 */
final class Facts {
  static final String NAME = "bitstamp";

  static final Profile PROFILE =
      new Profile(
          "Bitstamp (WebSocket v2)",
          List.of(
              new Profile.Channel("live_trades", "one frame per trade; type 0: the taker bought"),
              new Profile.Channel("live_orders", "orders placed, changed and deleted"),
              new Profile.Channel("order_book", "the best 100 levels, whole, at each change"),
              new Profile.Channel("detail_order_book", "the same with one entry per order"),
              new Profile.Channel("diff_order_book", "the changed levels of the whole book")),
          "btcusd",
          List.of(
              "1,024 subscriptions per connection",
              "messages to the venue under 512 bytes",
              "a connection lasts 90 days"),
          List.of(),
          "by the feed's own marks: whether trade ids rise by one is not known; missing trades"
              + " cannot be fetched");

  /** All markets are here (documentation, Connection). */
  static final URI ENDPOINT = URI.create("wss://ws.bitstamp.net");

  /** Documentation, Maximum connection age. */
  static final Duration LONGEST_CONNECTION = Duration.ofDays(90);

  /** One more and the connection is closed without a word (profile, section 5). */
  static final int SUBSCRIPTIONS_PER_CONNECTION = 1_024;

  /** The public channels of a market (documentation, Channels). */
  static final Set<String> CHANNELS =
      Set.of("live_trades", "live_orders", "order_book", "detail_order_book", "diff_order_book");

  /**
   * In lower case; perpetuals end in {@code -perp}. Other spellings are refused, but one that looks
   * right and does not exist is acked and then silent (profile, section 3). A subscribe of the
   * longest stays far below the 512 bytes of a message.
   */
  static final Pattern PRODUCT = Pattern.compile("[a-z0-9]{2,30}(-perp)?");

  private Facts() {}
}
