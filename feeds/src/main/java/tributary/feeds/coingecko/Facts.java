package tributary.feeds.coingecko;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.Profile;

/** What CoinGecko's documentation and observed replies say, as data. */
final class Facts {
  static final String NAME = "coingecko";
  static final String CHANNEL = "simple-price";
  static final String PATH = "/api/v3/simple/price";
  static final String DEMO_KEY = "COINGECKO_DEMO_API_KEY";
  static final String PRO_KEY = "COINGECKO_PRO_API_KEY";
  static final String DEMO_HEADER = "x-cg-demo-api-key";
  static final String PRO_HEADER = "x-cg-pro-api-key";
  static final URI ENDPOINT = URI.create("https://api.coingecko.com");
  static final URI PRO_ENDPOINT = URI.create("https://pro-api.coingecko.com");

  /** The venue caches its replies for so long: asking more often brings repeats. */
  static final Duration EVERY = Duration.ofSeconds(30);

  /** The sixth rapid call was refused. */
  static final List<Limit> KEYLESS = List.of(Limit.perMinute(5));

  /** Editions of the documentation say 30 and 100 calls per minute: the lower one is safe. */
  static final List<Limit> DEMO =
      List.of(Limit.perMinute(30), new Limit(10_000, Duration.ofDays(30)));

  /** Plans differ; a call every two seconds is within all of them. */
  static final List<Limit> PRO = List.of(Limit.perMinute(30));

  /** They all stand in one URL. */
  static final int MOST_PRODUCTS = 100;

  static final Pattern PRODUCT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  static final Profile PROFILE =
      new Profile(
          "CoinGecko",
          List.of(new Profile.Channel(CHANNEL, "prices in US dollars, asked for every 30 s")),
          "bitcoin",
          List.of(
              "without a key 5 calls per minute and address",
              "demo key: 30 calls per minute, 10,000 per month (kept as 30 days)",
              "replies are cached for 30 s"),
          List.of(
              new Profile.Key(
                  DEMO_KEY, false, "demo API key, from https://www.coingecko.com/en/api/pricing"),
              new Profile.Key(
                  PRO_KEY, false, "key of a paid plan, used before the demo key; another host")),
          "none: a missed poll cannot be fetched afterwards; windows without a good reply within two"
              + " intervals are incomplete");

  private Facts() {}
}
