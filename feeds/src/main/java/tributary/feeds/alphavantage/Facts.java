package tributary.feeds.alphavantage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.Profile;

/** What Alpha Vantage's documentation and recorded replies say, as data. */
final class Facts {
  static final String NAME = "alpha-vantage";
  static final String PATH = "/query";
  static final String FREE_KEY = "ALPHAVANTAGE_API_KEY";
  static final String PREMIUM_KEY = "ALPHAVANTAGE_PREMIUM_API_KEY";
  static final String WHERE_TO_GET = "https://www.alphavantage.co/support/#api-key";
  static final URI ENDPOINT = URI.create("https://www.alphavantage.co");
  static final String DEFAULT_CHANNEL = "weekly-adjusted";

  /** Those of 2024 to 2026, and the one per minute of before, which some replies still name. */
  static final List<Limit> FREE = List.of(Limit.perSecond(1), Limit.perMinute(5), Limit.perDay(25));

  /** The smallest paid plan, from general knowledge; there is no limit per day. */
  static final List<Limit> PREMIUM = List.of(Limit.perSecond(1), Limit.perMinute(75));

  static final Duration AFTER_DAILY_LIMIT = Duration.ofHours(1);
  static final Duration AFTER_MINUTE_LIMIT = Duration.ofMinutes(1);
  static final Duration AFTER_BURST = Duration.ofSeconds(2);

  /** To ask for the next symbol with a key that is not accepted would only cost a call. */
  static final Duration AFTER_BAD_KEY = Duration.ofHours(1);

  static final int MOST_PRODUCTS = 500;
  static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:^=-]{0,29}");

  static final Profile PROFILE =
      new Profile(
          "Alpha Vantage",
          Series.ALL.stream()
              .map(series -> new Profile.Channel(series.channel(), series.what()))
              .toList(),
          "IBM",
          List.of(
              "free key: 25 calls per day, 5 per minute, 1 per second; one call per symbol and"
                  + " channel",
              "intraday may be refused to a free key"),
          List.of(
              new Profile.Key(FREE_KEY, true, "free API key, from " + WHERE_TO_GET),
              new Profile.Key(
                  PREMIUM_KEY, false, "key of a paid plan, used instead: 75 calls per minute")),
          "none needed: each reply is the whole history, so the next good one repairs what was"
              + " missed");

  private Facts() {}
}
