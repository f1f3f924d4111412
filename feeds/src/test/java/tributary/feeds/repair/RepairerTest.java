package tributary.feeds.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.repair.Scene.BINANCE;
import static tributary.feeds.repair.Scene.BTC;
import static tributary.feeds.repair.Scene.COINBASE;
import static tributary.feeds.repair.Scene.KRAKEN;
import static tributary.feeds.repair.Scene.LATER;
import static tributary.feeds.repair.Scene.awaitClosed;
import static tributary.feeds.repair.Scene.ids;
import static tributary.feeds.repair.Scene.sorted;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.feeds.Await;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secret;

/** Against the venues' REST APIs over real sockets. */
@Timeout(60)
class RepairerTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  static Stream<Arguments> venues() {
    return Stream.of(
        Arguments.of(BTC, COINBASE, (Function<TradeBook, ?>) RestVenues::coinbase),
        Arguments.of(
            "BTCUSDT",
            BINANCE,
            (Function<TradeBook, ?>) book -> RestVenues.binance(book, Optional.empty())),
        Arguments.of("BTC/USDT", KRAKEN, (Function<TradeBook, ?>) RestVenues::kraken));
  }

  @ParameterizedTest
  @MethodSource("venues")
  void aGapOfOneTradeIsClosedByOneCall(
      String product, RestBackfill venue, Function<TradeBook, Function<Request, Response>> api) {
    scene.backfill = new Hurried(venue);
    Log log = new Log(Market.gap(product, 500, 500));
    RestSimulator simulator = scene.serve(api.apply(Market.book(product, 1, 900)));
    Repairer repairer = scene.repair(simulator.start(), log);
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
    scene.backfill = new Hurried(venue);
    Log log = new Log(Market.gap(product, 501, 3_000));
    RestSimulator simulator = scene.serve(api.apply(Market.book(product, 1, 9_000)));
    Repairer repairer = scene.repair(simulator.start(), log);
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
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
    awaitClosed(log, repairer);
    assertEquals(ids(101, 100 + trades), sorted(log.ids()));
    assertEquals(calls, simulator.calls().size());
  }

  @Test
  void theOldestGapComesFirst() {
    Log newer = new Log(Market.gap(BTC, 501, 503));
    Log older = new Log(Market.gap(BTC, 101, 103));
    newer.hide();
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 900));
    Repairer repairer =
        scene.repair(
            simulator.start(),
            () -> Stream.concat(newer.openGaps().stream(), older.openGaps().stream()).toList(),
            older);
    Await.until(() -> simulator.calls().size() == 2, repairer::status);
    assertEquals(
        List.of("104", "504"),
        simulator.calls().stream().map(call -> call.parameter("after")).toList());
  }

  @Test
  void theVenuesLimitIsKept() {
    scene.backfill = COINBASE;
    scene.limits = COINBASE.limits();
    Log log = new Log(Market.gap(BTC, 101, 4_600));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
    Await.until(
        () ->
            repairer
                .status()
                .waitingFor()
                .equals(Optional.of("the venue's limit of 3 calls per second")),
        repairer::status);
    awaitClosed(log, repairer);
    assertEquals(0, simulator.overruns());
    assertEquals(5, simulator.calls().size());
  }

  @Test
  void aVenueThatWantsAKeyGetsTheOneThatWasGivenAndNobodyElseDoes() {
    scene.backfill = new Hurried(BINANCE);
    scene.secrets = name -> Optional.of(new Secret("K3Y-" + name));
    Function<Request, Response> api =
        RestVenues.binance(
            Market.book("BTCUSDT", 1, 900), Optional.of(new Secret("K3Y-BINANCE_API_KEY")));
    Log log = new Log(Market.gap("BTCUSDT", 101, 103));
    Repairer repairer = scene.repair(scene.serve(api).start(), log);
    awaitClosed(log, repairer);
    assertFalse(repairer.status().toString().contains("K3Y"));
  }

  @Test
  void whileTheLogHasNotShownItNothingIsFetchedTwice() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    log.hide();
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
    Await.until(
        () ->
            repairer.status().waitingFor().equals(Optional.of("the log to show BTC-USD 101..103")),
        repairer::status);
    assertEquals(1, simulator.calls().size());
  }

  @Test
  void aRestartInTheMiddleFetchesNoMoreThanTheGapAgain() throws Exception {
    scene.script = "silent at 2";
    Log log = new Log(Market.gap(BTC, 101, 2_600));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    URI address = simulator.start();
    Repairer first = scene.repair(address, log);
    Await.until(() -> simulator.calls().size() == 2, first::status);
    long begin = System.nanoTime();
    first.close();
    assertTrue(System.nanoTime() - begin < 5_000_000_000L, "a call under way is ended");
    assertEquals(1_000, log.ids().size());
    Repairer second = scene.repair(address, log);
    awaitClosed(log, second);
    assertEquals(new HashSet<>(ids(101, 2_600)), new HashSet<>(log.ids()));
    assertTrue(log.ids().size() <= 2 * 2_500);
  }
}
