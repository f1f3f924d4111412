package tributary.feeds.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.frame.Mark;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.binance.BinanceTrades;
import tributary.feeds.coinbase.CoinbaseExchange;
import tributary.feeds.kraken.KrakenTrades;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secret;
import tributary.feeds.venue.Secrets;

/** Against the venues' REST APIs over real sockets. */
@Timeout(60)
class RepairerTest {
  private static final String BTC = "BTC-USD";

  /** An hour after the trades: what the venue does not have then, it never will. */
  private static final Instant LATER =
      Instant.ofEpochSecond(0, Market.BEGIN_NANOS).plus(Duration.ofHours(10));

  private static final RepairSettings QUICK =
      RepairSettings.DEFAULT.withPauses(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(20));

  private static final RepairSettings PATIENT =
      RepairSettings.DEFAULT.withPauses(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));

  private static final RestBackfill COINBASE =
      new CoinbaseExchange()
          .backfill(new Feed("coinbase-exchange", List.of(BTC), List.of("ticker")))
          .orElseThrow();

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private RestBackfill backfill = new Hurried(COINBASE);
  private Limit limit = Hurried.LIMIT;
  private Secrets secrets = Secrets.NONE;
  private Instant now = LATER;

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  static Stream<Arguments> venues() {
    return Stream.of(
        Arguments.of(BTC, COINBASE, (Function<TradeBook, ?>) RestVenues::coinbase),
        Arguments.of(
            "BTCUSDT",
            BinanceTrades.backfill(),
            (Function<TradeBook, ?>) book -> RestVenues.binance(book, Optional.empty())),
        Arguments.of(
            "BTC/USDT", KrakenTrades.backfill(), (Function<TradeBook, ?>) RestVenues::kraken));
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aGapOfOneTradeIsClosedByOneCall(
      String product, RestBackfill venue, Function<TradeBook, Function<Request, Response>> api) {
    backfill = new Hurried(venue);
    Log log = new Log(Market.gap(product, 500, 500));
    RestSimulator simulator = serve(api.apply(Market.book(product, 1, 900)), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(List.of(500L), log.ids());
    Log.Entry trade = log.trades().get(0);
    assertEquals(product, trade.key());
    assertEquals(LATER, Instant.ofEpochSecond(0, trade.receivedMicros() * 1_000));
    assertEquals(1, simulator.calls().size());
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aGapOf2500TradesIsClosedByExactlyThese(
      String product, RestBackfill venue, Function<TradeBook, Function<Request, Response>> api) {
    backfill = new Hurried(venue);
    Log log = new Log(Market.gap(product, 501, 3_000));
    RestSimulator simulator = serve(api.apply(Market.book(product, 1, 9_000)), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(ids(501, 3_000), sorted(log.ids()));
    assertEquals(3, simulator.calls().size());
    Await.until(() -> repairer.status().gapsRepaired() == 1, repairer::status);
    RepairStatus status = repairer.status();
    assertEquals(2_500, status.framesPublished());
    assertEquals(3, status.calls());
    assertEquals(0, status.failures());
    assertEquals(0, status.gapsOpen());
    assertEquals(Optional.empty(), status.lastProblem());
    assertEquals(Optional.empty(), status.waitingFor());
  }

  @ParameterizedTest
  @CsvSource({"1000,1", "1001,2", "2000,2"})
  void aPageThatEndsExactlyWhereTheGapDoesIsTheLast(int trades, int calls) {
    Log log = new Log(Market.gap(BTC, 101, 100 + trades));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(ids(101, 100 + trades), sorted(log.ids()));
    assertEquals(calls, simulator.calls().size());
  }

  @Test
  void theVenuesLimitIsKept() {
    backfill = COINBASE;
    limit = Limit.perSecond(3);
    Log log = new Log(Market.gap(BTC, 101, 4_600));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    Await.until(
        () -> repairer.status().waitingFor().equals(Optional.of("3 calls per second")),
        repairer::status);
    awaitClosed(log, repairer);
    assertEquals(0, simulator.overruns());
    assertEquals(5, simulator.calls().size());
  }

  @Test
  void whoIsToldToComeBackLaterDoes() {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    Function<Request, Response> api = RestVenues.coinbase(Market.book(BTC, 1, 900));
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator =
        serve(
            request -> {
              times.add(System.nanoTime());
              return api.apply(request);
            },
            Map.of(1, answer -> answer.status(429).header("Retry-After", "1")));
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    Await.until(
        () -> repairer.status().waitingFor().orElse("").startsWith("HTTP 429"), repairer::status);
    awaitClosed(log, repairer);
    assertEquals(2, times.size());
    assertTrue(times.get(1) - times.get(0) >= 1_000_000_000L, times::toString);
  }

  /** The second page of three fails in every way; the first and the third are fetched once. */
  @Test
  void afterAFailureItGoesOnWhereItStood() {
    Map<Integer, UnaryOperator<Response>> script =
        Map.of(
            2, answer -> answer.in(Response.Manner.CUT),
            3, answer -> answer.status(503),
            4, answer -> answer.header("Content-Type", "text/html"),
            5, answer -> Response.json("{\"message\":\"maintenance\"}"),
            6, answer -> answer.status(418));
    Log log = new Log(Market.gap(BTC, 101, 3_100));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), script);
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(ids(101, 3_100), sorted(log.ids()));
    assertEquals(8, simulator.calls().size());
    assertEquals(5, repairer.status().failures());
    assertTrue(repairer.status().lastProblem().orElse("").startsWith("HTTP 418"));
  }

  @Test
  void theOldestGapComesFirst() {
    Log newer = new Log(Market.gap(BTC, 501, 503));
    Log older = new Log(Market.gap(BTC, 101, 103));
    newer.hide();
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 900), Map.of());
    Repairer repairer =
        started(
            new Repairer(
                target(simulator.start()),
                PATIENT,
                () -> Stream.concat(newer.openGaps().stream(), older.openGaps().stream()).toList(),
                older,
                InstantSource.fixed(now),
                System::nanoTime,
                new SplittableRandom(1)));
    Await.until(() -> simulator.calls().size() == 2, repairer::status);
    assertEquals(
        List.of("104", "504"),
        simulator.calls().stream().map(call -> call.parameter("after")).toList());
  }

  @Test
  void aGapWhosePagesKeepFailingDoesNotStopTheNext() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    Gap older = Market.gap("ETH-USD", 11, 13);
    Function<Request, Response> api = RestVenues.coinbase(Market.book(BTC, 1, 900));
    RestSimulator simulator =
        serve(
            request -> request.path().contains("ETH") ? Response.json("oops") : api.apply(request),
            Map.of());
    Repairer repairer =
        started(
            new Repairer(
                target(simulator.start()),
                PATIENT,
                () -> Stream.concat(Stream.of(older), log.openGaps().stream()).toList(),
                log,
                InstantSource.fixed(now),
                System::nanoTime,
                new SplittableRandom(1)));
    awaitClosed(log, repairer);
    assertEquals(7, simulator.calls().size());
    String problem = repairer.status().lastProblem().orElse("");
    assertTrue(
        problem.startsWith("Cannot repair ETH-USD 11..13 yet: Cannot read the reply: "), problem);
  }

  @Test
  void whatTheVenueLostIsSaidIdByIdAndTheRestIsRepaired() {
    TradeBook book = Market.book(BTC, 1, 5_000);
    book.lose(BTC, 100, 101);
    book.lose(BTC, 1_500, 1_500);
    book.lose(BTC, 2_090, 2_200);
    Log log = new Log(Market.gap(BTC, 101, 2_100));
    Repairer repairer = repair(coinbase(book, Map.of()).start(), PATIENT, log);
    awaitClosed(log, repairer);
    String reason = "the venue does not know them";
    assertEquals(
        List.of(
            new Mark.Unrepairable(BTC, 1_500, 1_500, reason),
            new Mark.Unrepairable(BTC, 2_090, 2_100, reason),
            new Mark.Unrepairable(BTC, 101, 101, reason)),
        log.marks());
    List<Long> expected = new ArrayList<>(ids(102, 2_089));
    expected.remove(1_500L);
    assertEquals(expected, sorted(log.ids()));
    Await.until(() -> repairer.status().gapsRepaired() == 1, repairer::status);
    assertEquals(13, repairer.status().tradesGivenUp());
  }

  @Test
  void aVenueThatIsBehindItsSocketIsAskedAgain() {
    TradeBook all = Market.book(BTC, 1, 120);
    TradeBook book = Market.book(BTC, 1, 105);
    now = Instant.ofEpochSecond(0, Market.gap(BTC, 101, 110).foundMicros() * 1_000);
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator = coinbase(book, Map.of());
    Repairer repairer = repair(simulator.start(), QUICK, log);
    Await.until(() -> log.ids().size() == 5, repairer::status);
    all.all(BTC).forEach(trade -> book.add(BTC, trade));
    awaitClosed(log, repairer);
    assertEquals(ids(101, 110), sorted(log.ids()));
    assertEquals(List.of(), log.marks());
  }

  @Test
  void aVenueWithoutTheProductHasNothingToRepairWith() {
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator = coinbase(new TradeBook(1), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(
        List.of(new Mark.Unrepairable(BTC, 101, 110, "HTTP 404 {\"message\":\"NotFound\"}")),
        log.marks());
    Await.until(() -> repairer.status().gapsGivenUp() == 1, repairer::status);
    assertEquals(0, repairer.status().gapsRepaired());
  }

  @Test
  void tooManyTradesAreGivenUpUnasked() {
    Log log = new Log(Market.gap(BTC, 101, 918_213_100));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5), Map.of());
    now = Instant.ofEpochSecond(0, Market.gap(BTC, 101, 918_213_100).foundMicros() * 1_000);
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertEquals(
        List.of(
            new Mark.Unrepairable(
                BTC,
                101,
                918_213_100,
                "918213000 trades are missing, more than 1000000; it would take 918213 calls")),
        log.marks());
    assertEquals(0, simulator.calls().size());
  }

  @Test
  void whatIsTooOldIsGivenUpUnasked() {
    Log log = new Log(Market.gap(BTC, 101, 110));
    now = LATER.plus(Duration.ofDays(30));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 500), Map.of());
    awaitClosed(log, repair(simulator.start(), PATIENT, log));
    assertEquals(List.of(new Mark.Unrepairable(BTC, 101, 110, "older than 30 days")), log.marks());
    assertEquals(0, simulator.calls().size());
  }

  @Test
  void aRestartInTheMiddleFetchesNoMoreThanTheGapAgain() throws Exception {
    Log log = new Log(Market.gap(BTC, 101, 2_600));
    RestSimulator simulator =
        coinbase(
            Market.book(BTC, 1, 5_000), Map.of(2, answer -> answer.in(Response.Manner.SILENT)));
    URI address = simulator.start();
    Repairer first = repair(address, PATIENT, log);
    Await.until(() -> simulator.calls().size() == 2, first::status);
    long begin = System.nanoTime();
    first.close();
    assertTrue(System.nanoTime() - begin < 5_000_000_000L, "a call under way is ended");
    assertEquals(1_000, log.ids().size());
    Repairer second = repair(address, PATIENT, log);
    awaitClosed(log, second);
    assertEquals(new HashSet<>(ids(101, 2_600)), new HashSet<>(log.ids()));
    assertTrue(log.ids().size() <= 2 * 2_500);
  }

  @Test
  void whatTheLogDoesNotShowIsPublishedAgainButNotForEver() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    log.hide();
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), Map.of());
    Repairer repairer = repair(simulator.start(), QUICK, log);
    Await.until(() -> repairer.status().gapsStuck() == 1, repairer::status);
    assertEquals(5 * 3, log.ids().size());
    assertEquals(5, simulator.calls().size());
    assertEquals(
        Optional.of(
            "BTC-USD 101..103 was published 5 times and is still missing"
                + " (look for its rows in quarantine)"),
        repairer.status().lastProblem());
    assertEquals(List.of(), log.marks());
  }

  @Test
  void whileTheLogHasNotShownItNothingIsFetchedTwice() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    log.hide();
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    Await.until(
        () ->
            repairer.status().waitingFor().equals(Optional.of("the log to show BTC-USD 101..103")),
        repairer::status);
    assertEquals(1, simulator.calls().size());
  }

  @Test
  void aGapThatNoVenueCanHaveIsNotAskedForAndDoesNotStopTheNext() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    List<Gap> wild =
        List.of(
            new Gap("../accounts", 1, 2, 0, 0, 0),
            new Gap(BTC, 9, 8, 0, 0, 0),
            new Gap(BTC, -5, -1, 0, 0, 0),
            new Gap(BTC, 500, Long.MAX_VALUE, 0, 0, 0));
    RestSimulator simulator = coinbase(Market.book(BTC, 1, 5_000), Map.of());
    Repairer repairer =
        started(
            new Repairer(
                target(simulator.start()),
                PATIENT,
                () -> Stream.concat(wild.stream(), log.openGaps().stream()).toList(),
                log,
                InstantSource.fixed(now),
                System::nanoTime,
                new SplittableRandom(1)));
    awaitClosed(log, repairer);
    assertEquals(List.of(101L, 102L, 103L), log.ids());
    assertEquals(1, simulator.calls().size());
    assertTrue(
        repairer.status().lastProblem().orElse("").startsWith("Cannot repair "),
        repairer.status()::toString);
  }

  @Test
  void aVenueThatIsDownIsTriedAgainEverLaterAndClosingDoesNotWaitForIt() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    Log log = new Log(Market.gap(BTC, 101, 103));
    Repairer repairer = repair(nobody, PATIENT, log);
    Await.until(() -> repairer.status().failures() >= 3, repairer::status);
    assertEquals(Optional.of("cannot connect"), repairer.status().waitingFor());
    assertEquals(List.of(), log.ids());
    assertEquals(List.of(), log.marks());
    repairer.close();
    assertEquals(1, repairer.status().gapsOpen());
  }

  @Test
  void aVenueThatWantsAKeyGetsTheOneThatWasGivenAndNobodyElseDoes() {
    backfill = new Hurried(BinanceTrades.backfill());
    secrets = name -> Optional.of(new Secret("K3Y-" + name));
    Function<Request, Response> api =
        RestVenues.binance(
            Market.book("BTCUSDT", 1, 900), Optional.of(new Secret("K3Y-BINANCE_API_KEY")));
    Log log = new Log(Market.gap("BTCUSDT", 101, 103));
    Repairer repairer = repair(serve(api, Map.of()).start(), PATIENT, log);
    awaitClosed(log, repairer);
    assertFalse(repairer.status().toString().contains("K3Y"));
  }

  @Test
  void aVenueThatWantsAKeyThatIsNotThereSaysSo() {
    backfill = new Hurried(BinanceTrades.backfill());
    Function<Request, Response> api =
        RestVenues.binance(Market.book("BTCUSDT", 1, 900), Optional.of(new Secret("K3Y")));
    Log log = new Log(Market.gap("BTCUSDT", 101, 103));
    RestSimulator simulator = serve(api, Map.of());
    Repairer repairer = repair(simulator.start(), PATIENT, log);
    Await.until(() -> repairer.status().failures() == 1, repairer::status);
    Await.until(
        () ->
            repairer
                .status()
                .lastProblem()
                .orElse("")
                .startsWith("Cannot repair BTCUSDT 101..103 yet: HTTP 401 "),
        repairer::status);
    assertEquals(1, simulator.calls().size());
    assertEquals(List.of(), log.marks());
  }

  private RestSimulator coinbase(TradeBook book, Map<Integer, UnaryOperator<Response>> script) {
    return serve(RestVenues.coinbase(book), script);
  }

  private RestSimulator serve(
      Function<Request, Response> api, Map<Integer, UnaryOperator<Response>> script) {
    RestSimulator simulator = new RestSimulator(api, limit, script, System::nanoTime);
    open.push(simulator);
    return simulator;
  }

  private Repairer repair(URI address, RepairSettings settings, Log log) {
    return started(
        new Repairer(
            target(address),
            settings,
            log::openGaps,
            log,
            InstantSource.fixed(now),
            System::nanoTime,
            new SplittableRandom(1)));
  }

  private RepairTarget target(URI address) {
    return new RepairTarget("test", backfill, address, secrets);
  }

  private Repairer started(Repairer repairer) {
    open.push(repairer);
    repairer.start();
    return repairer;
  }

  private static void awaitClosed(Log log, Repairer repairer) {
    Await.until(() -> log.openGaps().isEmpty(), repairer::status);
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> sorted(List<Long> ids) {
    return ids.stream().sorted().toList();
  }
}
