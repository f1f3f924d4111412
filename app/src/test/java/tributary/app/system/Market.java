package tributary.app.system;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;

/**
 * A generated market that is the same each time: what the program is told to simulate, and what a
 * client without the program sees of it.
 *
 * @param trades how many it makes
 * @param ratePerSecond trades per second of its own time
 */
record Market(long seed, long trades, int ratePerSecond) {
  static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD", "ADA-USD");

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SCRIPT =
      "duplicate 1%, reorder 1%, malformed 0.5%, missing price 0.3%, missing trade 0.1%";
  private static final String SUBSCRIBE =
      "{\"type\":\"subscribe\",\"product_ids\":[\"%s\"],\"channels\":[\"ticker\",\"heartbeat\"]}"
          .formatted(String.join("\",\"", PRODUCTS));
  private static final long DEADLINE_SECONDS = 300;

  /** What {@code tributary run} is told, but for the speed. */
  List<String> arguments() {
    return List.of(
        "--simulate",
        "--seed",
        Long.toString(seed),
        "--frames",
        Long.toString(trades),
        "--rate",
        Integer.toString(ratePerSecond),
        "--script",
        SCRIPT);
  }

  /** The speed at which it takes so long. */
  String speed(Duration length) {
    return Long.toString(Math.max(1, trades * 1000 / ratePerSecond / length.toMillis()));
  }

  /** Plays it to a client of its own, once and undisturbed. */
  Heard listen() throws Exception {
    GeneratedMarket market =
        new GeneratedMarket(seed, PRODUCTS, ratePerSecond, InstantSource.fixed(START), trades);
    try (SocketSimulator simulator =
        new SocketSimulator(
            new CoinbaseExchangeDialect(),
            market.withHeartbeats(),
            Pace.MAX,
            Script.parse(SCRIPT),
            seed,
            System::nanoTime)) {
      Listener client = new Listener();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(simulator.start(), client)
              .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      socket.sendText(SUBSCRIBE, true).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      simulator.finished().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      client.awaitFrames(simulator.truth().written(), DEADLINE_SECONDS);
      socket.abort();
      return new Heard(simulator.truth(), client.digests());
    }
  }
}
