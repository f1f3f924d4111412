package tributary.feeds.venues;

import static java.util.stream.Collectors.joining;

import java.util.List;
import tributary.feeds.alphavantage.AlphaVantage;
import tributary.feeds.binance.BinanceSpot;
import tributary.feeds.bitstamp.Bitstamp;
import tributary.feeds.coinbaseadvanced.CoinbaseAdvanced;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.coingecko.CoinGecko;
import tributary.feeds.kraken.Kraken;
import tributary.feeds.venue.Venue;

/** The venues that Tributary knows. */
public final class Venues {
  private static final List<Venue> ALL =
      List.of(
          new CoinbaseExchange(),
          new CoinbaseAdvanced(),
          new BinanceSpot(),
          new Kraken(),
          new Bitstamp(),
          new CoinGecko(),
          new AlphaVantage());

  private Venues() {}

  /** Every venue, in the order in which they are listed to people. */
  public static List<Venue> all() {
    return ALL;
  }

  /**
   * The venue of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Venue named(String name) {
    return ALL.stream()
        .filter(venue -> venue.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid venue: %s (known: %s)"
                        .formatted(name, ALL.stream().map(Venue::name).collect(joining(", ")))));
  }
}
