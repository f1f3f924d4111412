package tributary.feeds.binance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tributary.feeds.venue.Profile;

/**
 * What Binance's documentation and recordings say, as data. The longest message is no documented
 * fact: a longer one is read in part and never answered (binance-connector-rust issue 27, seen
 * again by the authors of ccxws and Binance.Net).
 */
final class Facts {
  static final String NAME = "binance";

  static final Profile PROFILE =
      new Profile(
          "Binance spot",
          List.of(
              new Profile.Channel("trade", "one frame per trade; m = true: the aggressor sold"),
              new Profile.Channel("ticker", "the last 24 hours, one frame per second"),
              new Profile.Channel("bookTicker", "best bid and ask at each change; without a time"),
              new Profile.Channel("depth", "changes of the book, each second"),
              new Profile.Channel("depth@100ms", "the same ten times a second"),
              new Profile.Channel("depth20", "the best 20 levels (or 5, 10), each second"),
              new Profile.Channel("aggTrade", "trades of one taker's order together"),
              new Profile.Channel("miniTicker", "a shorter ticker"),
              new Profile.Channel("avgPrice", "the average of the last minutes"),
              new Profile.Channel("kline_1m", "the running candle; 1s to 1M in place of 1m")),
          "BTCUSDT",
          List.of(
              "5 messages/s to the venue, pongs included",
              "1,024 streams per connection",
              "300 connections per 5 minutes",
              "a connection lasts 24 hours"),
          List.of(),
          "trade ids (t) rise by one; missing trades can be fetched by id");

  /** Market data only, and open to addresses that the trading hosts refuse. */
  static final URI ENDPOINT = URI.create("wss://data-stream.binance.vision/stream");

  /** 300 connections per 5 minutes. */
  static final Duration CONNECT_SPACING = Duration.ofSeconds(1);

  static final Duration LONGEST_CONNECTION = Duration.ofHours(24);

  static final int STREAMS_PER_CONNECTION = 1_024;

  /** They are sent at once, and a fifth within the second would leave no room for a pong. */
  static final int MESSAGES_PER_CONNECTION = 4;

  /** 4,088 bytes are answered and 4,106 are not. */
  static final int LONGEST_MESSAGE_BYTES = 4_000;

  /** The stream that comes unasked before the venue ends the connection. */
  static final String SHUTDOWN_STREAM = "!serverShutdown";

  /** The streams of one product, without what may follow their letters: an interval, a level. */
  static final Set<String> DATA_STREAMS =
      Set.of(
          "trade", "aggTrade", "ticker", "miniTicker", "bookTicker", "avgPrice", "depth", "kline");

  static final Pattern PRODUCT = Pattern.compile("[A-Z0-9._-]{1,20}");
  static final Pattern CHANNEL =
      Pattern.compile(
          "trade|aggTrade|ticker|miniTicker|bookTicker|avgPrice"
              + "|depth(5|10|20)?(@100ms)?|kline_[0-9]{1,2}[smhdwM]");

  private Facts() {}
}
