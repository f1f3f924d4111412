package tributary.feeds.repair;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.binance.BinanceSpot;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.kraken.Kraken;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;
import tributary.feeds.venue.SocketVenue;

/** A repairer, the venue's REST API on a real socket, and what a test sets about them. */
final class Scene implements AutoCloseable {
  static final String BTC = "BTC-USD";

  static final RestBackfill COINBASE = backfill(new CoinbaseExchange(), BTC, "ticker");
  static final RestBackfill BINANCE = backfill(new BinanceSpot(), "BTCUSDT", "trade");
  static final RestBackfill KRAKEN = backfill(new Kraken(), "BTC/USDT", "trade");

  /** Hours after the trades: what the venue does not have then, it never will. */
  static final Instant LATER =
      Instant.ofEpochSecond(0, Market.BEGIN_NANOS).plus(Duration.ofHours(10));

  /** Soon tries again what did not help. */
  static final RepairSettings QUICK =
      RepairSettings.DEFAULT.withPauses(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(20));

  /** Does not try again within a test. */
  static final RepairSettings PATIENT =
      RepairSettings.DEFAULT.withPauses(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));

  RestBackfill backfill = new Hurried(COINBASE);
  List<Limit> limits = List.of();
  String script = "";
  Secrets secrets = Secrets.NONE;
  RepairSettings settings = PATIENT;
  Instant now = LATER;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private static RestBackfill backfill(SocketVenue venue, String product, String channel) {
    return venue.backfill(new Feed(venue.name(), List.of(product), List.of(channel))).orElseThrow();
  }

  RestSimulator coinbase(TradeBook book) {
    return serve(RestVenues.coinbase(book));
  }

  RestSimulator serve(Function<Request, Response> api) {
    RestSimulator simulator =
        new RestSimulator(api, limits, HttpScript.parse(script), System::nanoTime);
    open.push(simulator);
    return simulator;
  }

  Repairer repair(URI address, Log log) {
    return repair(address, log::openGaps, log);
  }

  Repairer repair(URI address, Supplier<List<Gap>> gaps, Log log) {
    Repairer repairer =
        new Repairer(
            new RepairTarget("test", backfill, address, secrets),
            settings,
            gaps,
            log,
            InstantSource.fixed(now),
            System::nanoTime,
            new SplittableRandom(1));
    open.push(repairer);
    repairer.start();
    return repairer;
  }

  static void awaitClosed(Log log, Repairer repairer) {
    Await.until(() -> log.openGaps().isEmpty(), repairer::status);
  }

  static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  static List<Long> sorted(List<Long> ids) {
    return ids.stream().sorted().toList();
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
