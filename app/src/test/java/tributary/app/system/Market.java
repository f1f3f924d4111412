package tributary.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.Truth;
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
  private static final Pattern TRADE_ID = Pattern.compile("\"trade_id\":([0-9]+)");
  private static final JsonMapper JSON = new JsonMapper();
  private static final long DEADLINE_SECONDS = 300;

  /** What {@code tributary run} is told, but for the speed. */
  List<String> arguments() {
    return arguments(SCRIPT);
  }

  /** The same with another script. */
  List<String> arguments(String script) {
    return List.of(
        "--simulate",
        "--seed",
        Long.toString(seed),
        "--frames",
        Long.toString(trades),
        "--rate",
        Integer.toString(ratePerSecond),
        "--script",
        script);
  }

  /** The speed at which it takes so long. */
  String speed(Duration length) {
    return Long.toString(Math.max(1, trades * 1000 / ratePerSecond / length.toMillis()));
  }

  /** Its trades as rows of silver by product and id, as far as a venue's REST API tells of them. */
  List<List<String>> rows() throws IOException {
    List<Made> made = new ArrayList<>();
    GeneratedMarket market = market();
    while (market.advance()) {
      JsonNode ticker = JSON.readTree(market.array(), 0, market.length());
      made.add(Made.of(ticker));
    }
    made.sort(Comparator.comparing(Made::product).thenComparing(Made::id));
    return made.stream().map(Made::cells).toList();
  }

  /** For each product all trades that it makes, those included that a script spoils. */
  Map<String, Truth.Trades> made() {
    Map<String, Truth.Trades> trades = new TreeMap<>();
    GeneratedMarket market = market();
    while (market.advance()) {
      String frame = new String(market.array(), 0, market.length(), StandardCharsets.UTF_8);
      Matcher id = TRADE_ID.matcher(frame);
      if (!id.find()) {
        throw new AssertionError("Cannot find a trade id: " + frame);
      }
      trades.merge(
          market.product(),
          new Truth.Trades(1, Truth.Trades.hash(Long.parseLong(id.group(1)))),
          (a, b) -> new Truth.Trades(a.count() + b.count(), a.idHash() + b.idHash()));
    }
    return trades;
  }

  /** A trade: product, id and the cells of its row. */
  private record Made(String product, long id, List<String> cells) {
    static Made of(JsonNode ticker) {
      Instant time = Instant.parse(ticker.get("time").textValue());
      long id = ticker.get("trade_id").longValue();
      return new Made(
          ticker.get("product_id").textValue(),
          id,
          List.of(
              ticker.get("product_id").textValue(),
              Long.toString(id),
              decimal(ticker.get("price")),
              decimal(ticker.get("last_size")),
              ticker.get("side").textValue(),
              Long.toString(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000)));
    }

    private static String decimal(JsonNode text) {
      return new BigDecimal(text.textValue()).setScale(8).toPlainString();
    }
  }

  private GeneratedMarket market() {
    return new GeneratedMarket(seed, PRODUCTS, ratePerSecond, InstantSource.fixed(START), trades);
  }

  /** Plays it to a client of its own, once and undisturbed. */
  Heard listen() throws Exception {
    GeneratedMarket market = market();
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
