package tributary.feeds.simulator.http;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.Limit;

/** Makes simulators of the venues that are asked, by the venue's name. */
public final class HttpSimulators {

  /**
   * What a simulator insists on.
   *
   * @param key the only one that is accepted; null if any is, or none
   * @param limits beyond which calls are refused
   * @param nanos a monotonic clock in nanoseconds, for the limits
   */
  public record Rules(
      HttpScript script, @Nullable String key, List<Limit> limits, LongSupplier nanos) {
    public Rules {
      limits = List.copyOf(limits);
    }

    /** Nothing at all. */
    public static Rules none() {
      return new Rules(HttpScript.NONE, null, List.of(), () -> 0);
    }

    /** The same with a script. */
    public Rules with(HttpScript other) {
      return new Rules(other, key, limits, nanos);
    }
  }

  private HttpSimulators() {}

  /**
   * Plays recorded replies, each once and in order, then the last one again.
   *
   * @param recordings files of one reply each ({@code .json}, {@code .json.gz}), or of one reply
   *     per line with its status and headers ({@code .jsonl})
   * @throws IllegalArgumentException if the venue is not one that is asked
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static HttpSimulator replay(String venue, List<Path> recordings, Rules rules) {
    return simulator(new RecordedReplies(recordings, manners(venue)), rules);
  }

  /**
   * Plays a market made from a seed, as it stands at the time of each call.
   *
   * @param products coins or symbols that the venue knows; others it does not
   * @param time the market's own
   * @param replies after how many replies with data it is finished; {@link Long#MAX_VALUE} for no
   *     end
   * @throws IllegalArgumentException if the venue is not one that is asked
   */
  public static HttpSimulator market(
      String venue,
      long seed,
      List<String> products,
      InstantSource time,
      long replies,
      Rules rules) {
    Played market =
        switch (manners(venue)) {
          case COINGECKO -> new CoinGeckoMarket(seed, products, time, replies);
          case ALPHA_VANTAGE -> new AlphaVantageMarket(seed, products, time, replies);
        };
    return simulator(market, rules);
  }

  private static HttpSimulator simulator(Played venue, Rules rules) {
    return new HttpSimulator(venue, rules.script(), rules.key(), rules.limits(), rules.nanos());
  }

  private static VenueManners manners(String venue) {
    return switch (venue) {
      case "coingecko" -> VenueManners.COINGECKO;
      case "alpha-vantage" -> VenueManners.ALPHA_VANTAGE;
      default ->
          throw new IllegalArgumentException(
              "Invalid venue: %s (simulated over HTTP: coingecko, alpha-vantage)".formatted(venue));
    };
  }
}
