package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.TestData;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Recording;

/** The real client against the simulator, over a real socket. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // each test connects
class SocketFeedTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final FeedSettings SETTINGS =
      FeedSettings.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private static final Dialect DIALECT = new CoinbaseExchangeDialect();

  private final AtomicLong nanos = new AtomicLong();
  private final Collected outlet = new Collected();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private SocketSimulator simulator;
  private SocketFeed feed;

  @AfterEach
  void stop() throws Exception {
    outlet.open();
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void publishesEveryFrameUnchangedInOrderWithItsProductAsKey() {
    play(market(2_000), "", SETTINGS, "BTC-USD", "ETH-USD");
    Truth truth = awaitAll();
    assertEquals(2_000, truth.distinct());
    assertTrue(truth.heartbeats() > 0);
    GeneratedMarket same = market(2_000);
    FrameSource expected = same.withHeartbeats();
    List<Collected.Taken> taken = outlet.all();
    assertTrue(taken.get(0).text().startsWith("{\"type\":\"subscriptions\""));
    for (Collected.Taken frame : taken.subList(1, taken.size())) {
      assertTrue(expected.advance());
      assertArrayEquals(Arrays.copyOf(expected.array(), expected.length()), frame.frame());
      assertEquals(expected.receivedMicros(), frame.receivedMicros());
      assertTrue(frame.text().contains("\"product_id\":\"" + frame.key() + "\""));
    }
    assertFalse(expected.advance());
    FeedStatus status = feed.status();
    assertEquals(FeedStatus.State.LIVE, status.state());
    assertEquals(truth.bytes(), status.bytes());
    assertTrue(heard("BTC-USD").dataMicros().isPresent());
    assertTrue(heard("BTC-USD").heartbeatMicros().isPresent());
  }

  @Test
  void aBadProductIsReportedWhileTheGoodOnesGoOn() {
    play(market(500), "", SETTINGS, "BTC-USD", "FOO-USD", "ETH-USD");
    Truth truth = awaitAll();
    assertEquals(500, truth.distinct());
    FeedStatus status = feed.status();
    assertEquals(
        Map.of("Failed to subscribe: FOO-USD is not a valid product", 2L), status.venueErrors());
    assertEquals(0, status.reconnects());
    assertTrue(heard("FOO-USD").dataMicros().isEmpty());
    List<String> first = outlet.all().stream().limit(3).map(Collected.Taken::text).toList();
    assertEquals(2, first.stream().filter(text -> text.contains("\"error\"")).count());
    assertTrue(first.get(2).contains("\"account_ids\":null"));
  }

  @Test
  void malformedHugeIncompleteFragmentedAndRepeatedFramesAllArrive() {
    play(
        market(3_000),
        "malformed 2%, huge 2MiB 0.1%, missing trade 1%, fragment 5%, duplicate 2%, reorder 1%,"
            + " drop 1%",
        SETTINGS,
        "BTC-USD",
        "ETH-USD");
    Truth truth = awaitAll();
    assertEquals(0, feed.status().reconnects(), () -> feed.status().toString());
    assertTrue(truth.malformed() > 20 && truth.other() > 0 && truth.incomplete() > 5);
    assertTrue(truth.duplicates() > 20 && truth.dropped() > 5);
    assertEquals(
        truth.written(),
        truth.distinct()
            + truth.duplicates()
            + truth.incomplete()
            + truth.malformed()
            + truth.other()
            + truth.heartbeats()
            + truth.control());
    assertEquals(
        truth.other(), outlet.all().stream().filter(f -> f.frame().length == 2 << 20).count());
  }

  @Test
  void textThatIsNotUtf8IsRefusedByNameAndTheNextConnectionGoesOn() {
    play(market(5_000), "not-utf8 0.1%", SETTINGS, "BTC-USD", "ETH-USD");
    Truth truth = awaitReceivedOrRefused();
    assertTrue(truth.malformed() > 0);
    assertEquals(5_000 - truth.malformed(), distinctTickers());
    FeedStatus status = feed.status();
    assertEquals(Map.of("not_utf8", truth.malformed()), status.refusals());
    assertEquals(truth.malformed(), status.reconnects());
    assertEquals("text that is not UTF-8", status.lastEnding().orElseThrow());
  }

  @Test
  void aRecordingLeftInTheMiddleGoesOnWithItsOwnReceiveTimes() throws Exception {
    Path file =
        TestData.file(
            "coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz");
    List<RecordedLine> lines = RecordedLine.readAll(file);
    simulator = simulator(new Recording(file), "huge 1MiB 0.1%");
    connect(SETTINGS.withMaxMessageBytes(100_000), List.of("BTC-USD"), List.of("ticker"));
    Truth truth = awaitReceivedOrRefused();
    assertTrue(truth.other() > 0);
    assertEquals(truth.other(), feed.status().reconnects());
    List<Collected.Taken> taken = outlet.ofVenue();
    assertEquals(truth.other(), outlet.marks().size());
    assertEquals(lines.size(), taken.size());
    for (int i = 0; i < lines.size(); i++) {
      assertArrayEquals(lines.get(i).frame(), taken.get(i).frame());
      assertEquals(lines.get(i).micros(), taken.get(i).receivedMicros());
    }
  }

  @Test
  void whileTheOutletHasNoRoomNothingIsAskedForAndNothingIsLost() {
    outlet.shut();
    play(market(20_000), "", SETTINGS, "BTC-USD", "ETH-USD");
    Await.until(() -> simulator.truth().written() > 1_000, feed::status);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    outlet.open();
    Truth truth = awaitAll();
    assertEquals(20_000, truth.distinct());
    assertEquals(0, feed.status().reconnects(), "our own slowness is not the venue's silence");
  }

  @Test
  void aRecordingArrivesByteForByteWithItsOwnReceiveTimes() throws Exception {
    Path file =
        TestData.file(
            "coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz");
    List<RecordedLine> lines = RecordedLine.readAll(file);
    simulator = simulator(new Recording(file), "");
    connect(SETTINGS, List.of("BTC-USD"), List.of("ticker"));
    Truth truth = awaitAll();
    assertEquals(6_000, truth.written());
    assertEquals(5_996, truth.distinct());
    assertEquals(4, truth.control());
    List<Collected.Taken> taken = outlet.all();
    assertEquals(lines.size(), taken.size());
    for (int i = 0; i < lines.size(); i++) {
      assertArrayEquals(lines.get(i).frame(), taken.get(i).frame());
      assertEquals(lines.get(i).micros(), taken.get(i).receivedMicros());
    }
  }

  @Test
  void aMarketAtATenthOfItsSpeedIsNotTakenForDead() {
    double speed = 0.1;
    FrameSource market =
        new GeneratedMarket(5, List.of("BTC-USD"), 1, InstantSource.fixed(START), 6)
            .withHeartbeats();
    simulator = new SocketSimulator(DIALECT, market, new Pace(speed), Script.NONE, 11, nanos::get);
    open.push(simulator);
    connect(SETTINGS.slowedTo(speed), List.of("BTC-USD"), List.of("ticker", "heartbeat"));
    Await.until(() -> feed.status().state() == FeedStatus.State.LIVE, feed::status);
    Await.until(
        () -> simulator.finished().isDone(),
        () -> nanos.addAndGet(Duration.ofMillis(50).toNanos()),
        feed::status);
    assertTrue(nanos.get() > Duration.ofSeconds(20).toNanos());
    assertEquals(0, feed.status().reconnects());
  }

  @Test
  void anAddressWhereNobodyListensIsTriedAgain() {
    feed =
        new SocketFeed(
            new FeedTarget(
                new CoinbaseExchange(),
                URI.create("ws://127.0.0.1:1"),
                request(List.of("BTC-USD"), List.of("ticker")),
                ACCESS),
            SETTINGS,
            outlet,
            () -> 0,
            nanos::get,
            new SplittableRandom(1));
    open.push(feed);
    feed.start();
    Await.until(() -> feed.status().reconnects() >= 3, this::passPauses, feed::status);
    assertTrue(feed.status().lastEnding().orElseThrow().startsWith("cannot connect to ws://127"));
  }

  @Test
  void closingTwiceIsClosingOnceAndFlushes() {
    play(market(10), "", SETTINGS, "BTC-USD", "ETH-USD");
    awaitAll();
    feed.close();
    feed.close();
    assertEquals(1, outlet.flushes());
    assertEquals(FeedStatus.State.CLOSED, feed.status().state());
  }

  private void play(GeneratedMarket market, String script, FeedSettings settings, String... asked) {
    simulator = simulator(market.withHeartbeats(), script);
    connect(settings, List.of(asked), List.of("ticker", "heartbeat"));
  }

  private FeedStatus.LastHeard heard(String product) {
    return Objects.requireNonNull(feed.status().products().get(product));
  }

  private void connect(FeedSettings settings, List<String> products, List<String> channels) {
    URI address = simulator.start();
    FeedTarget target =
        new FeedTarget(new CoinbaseExchange(), address, request(products, channels), ACCESS);
    feed =
        new SocketFeed(
            target, settings, outlet, simulator.clock(), nanos::get, new SplittableRandom(1));
    open.push(feed);
    feed.start();
  }

  private Truth awaitAll() {
    Await.until(
        () ->
            simulator.finished().isDone() && feed.status().frames() == simulator.truth().written(),
        () -> feed.status() + " of " + simulator.truth());
    return simulator.truth();
  }

  /**
   * What an end by itself needs: every frame written was taken or refused, on whatever connection.
   */
  private Truth awaitReceivedOrRefused() {
    Await.until(
        () -> simulator.finished().isDone() && accounted() >= simulator.truth().written(),
        this::passPauses,
        () -> feed.status() + " of " + simulator.truth());
    assertEquals(simulator.truth().written(), accounted());
    return simulator.truth();
  }

  private long accounted() {
    FeedStatus status = feed.status();
    return status.frames() + status.refusals().values().stream().mapToLong(n -> n).sum();
  }

  private long distinctTickers() {
    return outlet.all().stream()
        .map(Collected.Taken::text)
        .filter(text -> text.startsWith("{\"type\":\"ticker\""))
        .distinct()
        .count();
  }

  /** Time passes only while the feed pauses, so that nothing else seems to take long. */
  private void passPauses() {
    if (feed.status().state() == FeedStatus.State.BACKING_OFF) {
      nanos.addAndGet(Duration.ofMillis(1).toNanos());
    }
  }

  private SocketSimulator simulator(FrameSource source, String script) {
    SocketSimulator made =
        new SocketSimulator(DIALECT, source, Pace.MAX, Script.parse(script), 11, System::nanoTime);
    open.push(made);
    return made;
  }

  private static GeneratedMarket market(long frames) {
    return new GeneratedMarket(
        5, List.of("BTC-USD", "ETH-USD"), 500, InstantSource.fixed(START), frames);
  }

  private static Feed request(List<String> products, List<String> channels) {
    return new Feed("coinbase-exchange", products, channels);
  }
}
