package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.coinbaseadvanced.CoinbaseAdvanced;
import tributary.feeds.simulator.coinbaseadvanced.CoinbaseAdvancedDialect;
import tributary.feeds.simulator.coinbaseadvanced.KeyHolder;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

/** What a client of the simulator goes through, in the dialect of Coinbase Advanced Trade. */
@SuppressWarnings("NullAway.Init") // each test starts one
class AdvancedSimulatorTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HEARTBEATS = "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}";
  private static final Pattern TRADE_ID = Pattern.compile("\"trade_id\":\"(\\d+)\"");

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CoinbaseAdvanced venue = new CoinbaseAdvanced();
  private SocketSimulator simulator;

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void framesOfAConnectionAreNumberedFromNothingOverAllChannels() {
    Client client = client(start("", 2_000, "ticker"));
    client.say(HEARTBEATS).say(subscribe("ticker"));
    awaitAll(client);
    assertEquals(
        List.of(0L, 1L, 2L), numbers(client).subList(0, 3), () -> client.heard().toString());
    assertEquals(simulator.truth().written(), client.heard().size());
    assertUnbroken(numbers(client));
    assertEquals(2_000, simulator.truth().distinct());
    assertTrue(client.heard("\"current_time\":\"2026-01-01 00:00:01.0").size() == 1);
    assertTrue(client.heard("\"channel\":\"heartbeats\"").size() >= 3);
  }

  @Test
  void tradesComeSeveralPerFrameAndNewestFirst() {
    Client client = client(start("", 2_000, "market_trades"));
    client.say(HEARTBEATS).say(subscribe("market_trades"));
    awaitAll(client);
    int trades = 0;
    for (String frame : client.heard("market_trades\",\"time")) {
      List<Long> ids = tradeIds(frame);
      trades += ids.size();
      for (int i = 1; i < ids.size(); i++) {
        assertEquals(ids.get(i - 1) - 1, ids.get(i), frame);
      }
    }
    assertEquals(2_000, trades);
    assertEquals(2_000, simulator.truth().rows());
    assertTrue(client.heard("market_trades").size() < 200);
  }

  @Test
  void whoComesBackGetsASnapshotBeforeTheAckAndNumbersFromNothing() {
    URI address = start("disconnect at 500", 1_000, "ticker");
    assertEquals(Client.CUT, client(address).say(subscribe("ticker")).awaitEnding());
    Client client = client(address).say(subscribe("ticker"));
    awaitDone();
    client.await(1, "subscriptions");
    List<String> heard = client.heard();
    assertTrue(
        heard.get(0).contains("\"events\":[{\"type\":\"snapshot\",\"tickers\""), heard.get(0));
    assertTrue(heard.get(1).contains("\"type\":\"snapshot\""), heard.get(1));
    assertTrue(heard.get(2).contains("\"channel\":\"subscriptions\""), heard.get(2));
    assertUnbroken(numbers(client));
    assertEquals(2, simulator.truth().duplicates());
  }

  @Test
  void whatIsDroppedLeavesAHoleInTheNumbers() {
    Client client = client(start("gap 7 at 100, skip sequence at 200", 1_000, "ticker"));
    client.say(subscribe("ticker"));
    awaitAll(client);
    List<Long> numbers = numbers(client);
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) != numbers.get(i - 1) + 1) {
        steps.add(numbers.get(i) - numbers.get(i - 1));
      }
    }
    assertEquals(List.of(8L, 2L), steps);
    assertEquals(7, simulator.truth().dropped());
    assertEquals(993, simulator.truth().distinct());
  }

  @Test
  void aFrameWithoutAPriceIsIncompleteAndStillNumbered() {
    Client client = client(start("missing price 10%, malformed 5%", 1_000, "ticker"));
    client.say(subscribe("ticker"));
    awaitDone();
    Truth truth = simulator.truth();
    assertTrue(truth.incomplete() > 50 && truth.malformed() > 20, truth.toString());
    assertEquals(1_000, truth.distinct() + truth.incomplete() + truth.malformed());
    client.await(1, "\"sequence_num\":1000,");
  }

  @Test
  void wrongRequestsAreErrors() {
    Client client = client(start("refuse ETH-USD", 10, "ticker"));
    client.say("{").await(1, "\"type\":\"error\",\"message\":\"malformed message\"");
    client.say(subscribe("tickets")).await(1, "unknown channel: tickets");
    client.say(subscribe("ticker")).await(1, "invalid product: ETH-USD");
    assertEquals(0, client.heard("\"product_id\":\"ETH-USD\"").size());
  }

  @Test
  void tokensAreCheckedAndTakenOnce() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPrivate().getEncoded();
    byte[] seed = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    KeyHolder holder = new KeyHolder("name", pair.getPublic(), InstantSource.fixed(START));
    URI address = start(new CoinbaseAdvancedDialect(holder), "", 10, "ticker");
    String failed = "authentication failure";
    Client client = client(address);
    List<String> frames = signed("name", seed, START.minusSeconds(119));
    frames.forEach(client::say);
    client.await(2, "\"channel\":\"subscriptions\"");
    client.say(frames.get(1)).await(1, failed);
    client(address).say(signed("name", seed, START.minusSeconds(121)).get(0)).await(1, failed);
    client(address).say(signed("another", seed, START).get(0)).await(1, failed);
    seed[0] ^= 1;
    client(address).say(signed("name", seed, START).get(0)).await(1, failed);
  }

  private List<String> signed(String name, byte[] seed, Instant now) {
    Access access =
        new Access(
            secret ->
                Optional.of(
                    new Secret(
                        secret.equals("COINBASE_ADVANCED_KEY_NAME")
                            ? name
                            : Base64.getEncoder().encodeToString(seed))),
            InstantSource.fixed(now),
            new SplittableRandom(1));
    return venue.subscribeFrames(
        new Feed("coinbase-advanced", List.of("BTC-USD"), List.of("ticker")), access);
  }

  private void awaitDone() {
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
  }

  private void awaitAll(Client client) {
    awaitDone();
    Await.until(() -> client.heard().size() >= simulator.truth().written(), simulator::truth);
  }

  private static void assertUnbroken(List<Long> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals(i, numbers.get(i));
    }
  }

  private List<Long> numbers(Client client) {
    return client.heard().stream()
        .map(frame -> venue.classify(frame.getBytes(UTF_8)).sequence())
        .toList();
  }

  private static List<Long> tradeIds(String frame) {
    List<Long> ids = new ArrayList<>();
    Matcher found = TRADE_ID.matcher(frame);
    while (found.find()) {
      ids.add(Long.parseLong(found.group(1)));
    }
    return ids;
  }

  private static String subscribe(String channel) {
    return "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\""
        + channel
        + "\"}";
  }

  private URI start(String script, long trades, String channel) {
    return start(new CoinbaseAdvancedDialect(), script, trades, channel);
  }

  private URI start(Dialect dialect, String script, long trades, String channel) {
    Feed request = new Feed("coinbase-advanced", List.of("BTC-USD", "ETH-USD"), List.of(channel));
    Trading trading = new Trading(5, 500, InstantSource.fixed(START), trades);
    simulator =
        new SocketSimulator(
            dialect,
            dialect.market(request, trading),
            Pace.MAX,
            Script.parse(script),
            11,
            System::nanoTime);
    open.push(simulator);
    return simulator.start();
  }

  private Client client(URI address) {
    Client client = Client.of(address);
    open.push(client);
    return client;
  }
}
