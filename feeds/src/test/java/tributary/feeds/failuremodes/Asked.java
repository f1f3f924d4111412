package tributary.feeds.failuremodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.simulators.Simulators;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.PlayedFeed;

/** What a venue is asked for: all trades of two products. */
enum Asked {
  COINBASE_EXCHANGE("BTC-USD", "ETH-USD", "\"trade_id\":([0-9]+)", "ticker", "heartbeat"),
  COINBASE_ADVANCED(
      "BTC-USD", "ETH-USD", "\"trade_id\":\"([0-9]+)\"", "market_trades", "heartbeats"),
  BINANCE("BTCUSDT", "ETHUSDT", "\"t\":([0-9]+)", "trade"),
  KRAKEN("BTC/USD", "ETH/USD", "\"trade_id\":([0-9]+)", "trade");

  /** Trades per second of the market's time. */
  static final double RATE = 5;

  private static final InstantSource START =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private final Feed request;
  private final Pattern tradeId;

  Asked(String bitcoin, String ether, String tradeId, String... channels) {
    String venue = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    this.request = new Feed(venue, List.of(bitcoin, ether), List.of(channels));
    this.tradeId = Pattern.compile(tradeId);
  }

  Feed request() {
    return request;
  }

  String bitcoin() {
    return request.products().get(0);
  }

  String ether() {
    return request.products().get(1);
  }

  /** The script with this venue's name for the second product. */
  private Script script(String text) {
    return Script.parse(text.replace("ETHER", ether()));
  }

  /** So many trades, as fast as the feed takes them. */
  SocketSimulator market(long trades, String script) {
    return market(trades, script, Pace.MAX, System::nanoTime);
  }

  SocketSimulator market(long trades, String script, Pace pace, LongSupplier nanos) {
    Trading trading = new Trading(7, RATE, START, trades);
    return Simulators.market(request, trading, pace, script(script), nanos);
  }

  /** The feed before such a market. */
  PlayedFeed play(long trades, String script) {
    return PlayedFeed.recorded(request, market(trades, script), new AtomicLong());
  }

  /** The ids of a product's trades in the order in which they came, repeated ones too. */
  List<Long> ids(List<Collected.Taken> taken, String product) {
    List<Long> ids = new ArrayList<>();
    for (Collected.Taken each : taken) {
      if (product.equals(each.key())) {
        ids.addAll(ids(each));
      }
    }
    return ids;
  }

  /** The ids of a frame's trades as they stand in it. */
  List<Long> ids(Collected.Taken frame) {
    return tradeId
        .matcher(new String(frame.frame(), UTF_8))
        .results()
        .map((MatchResult id) -> Long.parseLong(id.group(1)))
        .toList();
  }

  /** How many different trades came. */
  long trades(List<Collected.Taken> taken) {
    return request.products().stream()
        .mapToLong(product -> ids(taken, product).stream().distinct().count())
        .sum();
  }
}
