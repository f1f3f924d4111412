package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.coinbaseexchange.KeyHolder;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

/** What a client of the simulator goes through, in the dialect of the Coinbase Exchange. */
@SuppressWarnings("NullAway.Init")
class SocketSimulatorTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SUBSCRIBE =
      "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
          + "\"channels\":[\"ticker\",\"matches\",\"heartbeat\"]}";

  private final AtomicLong nanos = new AtomicLong();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private SocketSimulator simulator;
  private URI address;

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void eachTickerIsFollowedByItsMatchOfTheOppositeSide() {
    Client client = client(start("", 1_000)).say(SUBSCRIBE);
    List<String> tickers = client.await(1_000, "\"type\":\"ticker\"");
    List<String> matches = client.await(1_000, "\"type\":\"match\"");
    for (int i = 0; i < 1_000; i++) {
      String ticker = tickers.get(i);
      String match = matches.get(i);
      for (String name : List.of("trade_id", "product_id", "sequence", "time", "price")) {
        assertEquals(value(ticker, name), value(match, name));
      }
      assertEquals(value(ticker, "last_size"), value(match, "size"));
      assertTrue(!value(ticker, "side").equals(value(match, "side")), match);
      assertTrue(match.contains("\"maker_order_id\":\"00000000-0000-4000-8000-"), match);
    }
    assertEquals(1_000, simulator.truth().distinct());
    assertEquals(1_000, simulator.truth().duplicates());
  }

  @Test
  void whoComesBackIsToldTheLastTickerAndMatch() {
    URI address = start("disconnect at 500", 1_000);
    client(address).say(SUBSCRIBE).awaitEnding();
    Client client = client(address).say(SUBSCRIBE);
    assertEquals(2, client.await(2, "\"type\":\"last_match\"").size());
    List<String> first = client.heard().subList(0, 5);
    assertTrue(first.get(0).contains("subscriptions"), first.toString());
    assertEquals(2, first.stream().filter(f -> f.contains("\"type\":\"ticker\"")).count());
  }

  @Test
  void tooManyConnectsAreAnsweredWith429() {
    URI address = start("throttle 2", 10);
    for (int i = 0; i < 2; i++) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> Client.of(address));
      WebSocketHandshakeException handshake =
          assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
      assertEquals(429, handshake.getResponse().statusCode());
    }
    client(address).say(SUBSCRIBE).await(10, "\"type\":\"ticker\"");
  }

  @Test
  void connectsCanBeThrottledInTheMiddle() {
    URI address = start("throttle 1 at 100", 1_000);
    assertEquals(Client.CUT, client(address).say(SUBSCRIBE).awaitEnding());
    assertThrows(CompletionException.class, () -> Client.of(address));
    client(address).say(SUBSCRIBE);
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    assertEquals(1_000, simulator.truth().distinct());
  }

  @Test
  void whoSaysNothingIsSentAway() {
    Client silent = client(start("", 10));
    Await.until(
        () -> silent.ending().isPresent(),
        () -> nanos.addAndGet(Duration.ofMillis(20).toNanos()),
        simulator::truth);
    assertEquals("1008 no subscribe within 5 s", silent.awaitEnding());
    assertTrue(nanos.get() >= Duration.ofSeconds(5).toNanos());
  }

  /**
   * A frame has to be longer than all that the operating system takes for a client that does not
   * read: what is left of a shorter one is taken later, and the next client is heard in between.
   */
  @Test
  void whoTakesNothingIsSentAway() {
    Client deaf = Client.deaf(start("impatient 2s, huge 16MiB 100%", 1_000));
    open.push(deaf);
    deaf.say(SUBSCRIBE);
    AtomicLong stuck = new AtomicLong();
    Await.until(
        () -> simulator.truth().written() == 1 && stuck.incrementAndGet() >= 200, simulator::truth);
    Client next = client(address).say(SUBSCRIBE);
    Await.until(
        () -> !next.heard().isEmpty(),
        () -> nanos.addAndGet(Duration.ofMillis(100).toNanos()),
        simulator::truth);
    assertTrue(nanos.get() >= Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aShutdownIsACloseAndTheNextConnectionGoesOn() {
    URI address = start("shutdown at 100", 1_000);
    assertEquals("1001", client(address).say(SUBSCRIBE).awaitEnding());
    client(address).say(SUBSCRIBE);
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    assertEquals(1_000, simulator.truth().distinct());
  }

  @Test
  void aReconnectCanGoUnheard() {
    URI address = start("no-resubscribe at 100", 1_000);
    assertEquals(Client.CUT, client(address).say(SUBSCRIBE).awaitEnding());
    Client unheard = client(address).say(SUBSCRIBE);
    Await.until(() -> simulator.truth().connections() == 2, simulator::truth);
    Client third = client(address).say(SUBSCRIBE);
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    assertEquals(List.of(), unheard.heard());
    assertEquals(1, third.heard("subscriptions").size());
  }

  @Test
  void aSilencedProductHasHeartbeatsOnlyUntilItIsSubscribedAnew() {
    Client client = client(start("silence BTC-USD at 100, disconnect at 5000", 5_000));
    assertEquals(Client.CUT, client.say(SUBSCRIBE).awaitEnding());
    List<String> bitcoin = client.heard("\"product_id\":\"BTC-USD\"");
    String last = bitcoin.get(bitcoin.size() - 1);
    assertTrue(last.contains("heartbeat"), last);
    List<String> trades = client.heard("\"type\":\"ticker\",");
    long dead = trades.stream().filter(ticker -> ticker.contains("BTC-USD")).count();
    assertTrue(dead < 100 && trades.size() > 1_000, dead + " of " + trades.size());
    assertTrue(
        Long.parseLong(value(last, "last_trade_id")) > 1_000 && simulator.truth().dropped() > 1_000,
        simulator.truth().toString());
    Client next = client(address).say(SUBSCRIBE);
    next.await(100, "\"type\":\"match\",");
    assertTrue(next.heard("BTC-USD").stream().anyMatch(f -> f.contains("\"type\":\"match\"")));
  }

  @Test
  void aRefusedProductIsAnErrorPerChannelAndTheOthersGoOn() {
    Client client = client(start("refuse ETH-USD", 1_000)).say(SUBSCRIBE);
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    client.await(1, "subscriptions");
    assertEquals(3, client.heard("ETH-USD is delisted").size());
    assertEquals(3, client.heard("ETH-USD").size());
  }

  @Test
  void aSignedSubscribeIsChecked() {
    Secret secret = new Secret("dHJpYnV0YXJ5IHRlc3Qgc2VjcmV0");
    KeyHolder holder = new KeyHolder("key", secret, new Secret("pass"), InstantSource.fixed(START));
    URI address = start(new CoinbaseExchangeDialect(holder), "", 10);
    Client right = client(address).say(signed("pass", START.plusSeconds(29)));
    assertTrue(right.await(1, "subscriptions").get(0).contains("\"full\""));
    String failed = "Authentication Failed";
    assertEquals(1, client(address).say(signed("guess", START)).await(1, failed).size());
    assertEquals(
        1, client(address).say(signed("pass", START.plusSeconds(31))).await(1, failed).size());
  }

  private static String signed(String passphrase, Instant now) {
    Access access =
        new Access(
            name ->
                Optional.of(
                    new Secret(
                        switch (name) {
                          case "COINBASE_EXCHANGE_KEY" -> "key";
                          case "COINBASE_EXCHANGE_SECRET" -> "dHJpYnV0YXJ5IHRlc3Qgc2VjcmV0";
                          default -> passphrase;
                        })),
            InstantSource.fixed(now),
            new SplittableRandom(1));
    Feed request = new Feed("coinbase-exchange", List.of("BTC-USD"), List.of("full"));
    return new CoinbaseExchange().subscribeFrames(request, access).get(0);
  }

  private URI start(String script, long trades) {
    return start(new CoinbaseExchangeDialect(), script, trades);
  }

  private URI start(Dialect dialect, String script, long trades) {
    Feed request = new Feed("coinbase-exchange", List.of("BTC-USD", "ETH-USD"), List.of("matches"));
    Trading trading = new Trading(5, 500, InstantSource.fixed(START), trades);
    simulator =
        new SocketSimulator(
            dialect,
            dialect.market(request, trading),
            Pace.MAX,
            Script.parse(script),
            11,
            nanos::get);
    open.push(simulator);
    address = simulator.start();
    return address;
  }

  private Client client(URI address) {
    Client client = Client.of(address);
    open.push(client);
    return client;
  }

  private static String value(String frame, String name) {
    int from = frame.indexOf("\"" + name + "\":") + name.length() + 3;
    int to = from;
    while (",}".indexOf(frame.charAt(to)) < 0) {
      to++;
    }
    return frame.substring(from, to).replace("\"", "");
  }
}
