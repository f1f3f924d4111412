package tributary.feeds.simulators;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.binance.BinanceDialect;
import tributary.feeds.simulator.bitstamp.BitstampDialect;
import tributary.feeds.simulator.coinbaseadvanced.CoinbaseAdvancedDialect;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.kraken.KrakenDialect;
import tributary.feeds.simulator.rest.BookedSource;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.venue.Limit;

/** Simulators of the venues that send over a WebSocket. */
public final class Simulators {
  private static final List<Dialect> ALL =
      List.of(
          new CoinbaseExchangeDialect(),
          new CoinbaseAdvancedDialect(),
          new BinanceDialect(),
          new KrakenDialect(),
          new BitstampDialect());

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
   * The same, with every trade written into a book before the script can drop it, as far as the
   * venue's {@link #rest} needs one.
   */
  public static SocketSimulator market(
      Feed request, Trading trading, Pace pace, Script script, LongSupplier nanos, TradeBook book) {
    Dialect dialect = named(request.venue());
    FrameSource market = dialect.market(request, trading);
    FrameSource source = booked(request.venue(), market, book);
    return new SocketSimulator(dialect, source, pace, script, trading.seed(), nanos);
  }

  private static FrameSource booked(String venue, FrameSource market, TradeBook book) {
    return switch (venue) {
      case "coinbase-exchange" -> BookedSource.coinbase(market, book);
      case "binance" -> BookedSource.binance(market, book);
      case "kraken" -> BookedSource.kraken(market, book);
      default -> market;
    };
  }

  /** The venue's REST API that gives back what is in the book; empty if there is no simulator. */
  public static Optional<RestSimulator> rest(String venue, TradeBook book, LongSupplier nanos) {
    return switch (venue) {
      case "coinbase-exchange" -> Optional.of(rest(RestVenues.coinbase(book), nanos));
      case "binance" -> Optional.of(rest(RestVenues.binance(book, Optional.empty()), nanos));
      case "kraken" -> Optional.of(rest(RestVenues.kraken(book), nanos));
      default -> Optional.empty();
    };
  }

  private static RestSimulator rest(Function<Request, Response> venue, LongSupplier nanos) {
    return new RestSimulator(venue, List.of(Limit.perSecond(10)), HttpScript.NONE, nanos);
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
