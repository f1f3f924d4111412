package tributary.feeds.simulators;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.binance.BinanceDialect;
import tributary.feeds.simulator.coinbaseadvanced.CoinbaseAdvancedDialect;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.kraken.KrakenDialect;
import tributary.feeds.simulator.source.Trading;

/** Simulators of the venues that send over a WebSocket. */
public final class Simulators {
  private static final List<Dialect> ALL =
      List.of(
          new CoinbaseExchangeDialect(),
          new CoinbaseAdvancedDialect(),
          new BinanceDialect(),
          new KrakenDialect());

  private Simulators() {}

  /**
   * Plays a recording as the venue would, not yet listening.
   *
   * @param request what the client will ask for
   * @param nanos a monotonic clock in nanoseconds
   * @throws IllegalArgumentException if there is no simulator of that venue
   * @throws java.io.UncheckedIOException if the file cannot be opened
   */
  public static SocketSimulator replay(
      Feed request, Path recording, Pace pace, LongSupplier nanos) {
    return replay(request, recording, pace, Script.NONE, 0, nanos);
  }

  /**
   * The same with a script.
   *
   * @param seed decides where the script strikes
   */
  public static SocketSimulator replay(
      Feed request, Path recording, Pace pace, Script script, long seed, LongSupplier nanos) {
    Dialect dialect = named(request.venue());
    return new SocketSimulator(
        dialect, dialect.recording(recording, request), pace, script, seed, nanos);
  }

  /**
   * Plays a generated market of the products and channels that are asked for, not yet listening.
   * The seed of the trades decides where the script strikes, too.
   *
   * @param nanos a monotonic clock in nanoseconds
   * @throws IllegalArgumentException if there is no simulator of that venue, or no product
   */
  public static SocketSimulator market(
      Feed request, Trading trading, Pace pace, Script script, LongSupplier nanos) {
    Dialect dialect = named(request.venue());
    return new SocketSimulator(
        dialect, dialect.market(request, trading), pace, script, trading.seed(), nanos);
  }

  /**
   * How that venue speaks.
   *
   * @throws IllegalArgumentException if there is no simulator of it
   */
  public static Dialect named(String venue) {
    return ALL.stream()
        .filter(dialect -> dialect.venue().equals(venue))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot simulate %s (known: %s)"
                        .formatted(
                            venue, ALL.stream().map(Dialect::venue).collect(joining(", ")))));
  }
}
