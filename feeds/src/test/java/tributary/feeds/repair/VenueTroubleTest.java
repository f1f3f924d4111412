package tributary.feeds.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.repair.Scene.BINANCE;
import static tributary.feeds.repair.Scene.BTC;
import static tributary.feeds.repair.Scene.awaitClosed;
import static tributary.feeds.repair.Scene.ids;
import static tributary.feeds.repair.Scene.sorted;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.gaps.Gap;
import tributary.feeds.Await;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.venue.Secret;

/** What the venue does wrong delays a repair and does not spoil it. */
@Timeout(60)
class VenueTroubleTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void whoIsToldToComeBackLaterDoes() {
    scene.script = "limit 1s at 1";
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 900));
    long begin = System.nanoTime();
    Repairer repairer = scene.repair(simulator.start(), log);
    Await.until(
        () -> repairer.status().waitingFor().orElse("").startsWith("HTTP 429"), repairer::status);
    awaitClosed(log, repairer);
    assertTrue(System.nanoTime() - begin >= 1_000_000_000L);
    assertEquals(2, simulator.calls().size());
    assertEquals(1, repairer.status().failures());
  }

  /** The second page of three fails in every way; the first and the third are fetched once. */
  @Test
  void afterAFailureItGoesOnWhereItStood() {
    scene.script =
        "cut at 2, status 503 at 3, html at 4, malformed at 5, limit at 6, empty at 8, charset at 9";
    Log log = new Log(Market.gap(BTC, 101, 3_100));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
    awaitClosed(log, repairer);
    assertEquals(ids(101, 3_100), sorted(log.ids()));
    assertEquals(10, simulator.calls().size());
    assertEquals(7, repairer.status().failures());
  }

  @Test
  void whatWouldNotDoBetterSoonIsSetAsideForAWhile() {
    scene.settings = Scene.QUICK;
    scene.script = "redirect at 2, status 400 at 3";
    Log log = new Log(Market.gap(BTC, 101, 3_100));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
    awaitClosed(log, repairer);
    assertEquals(ids(101, 3_100), sorted(log.ids()));
    assertEquals(5, simulator.calls().size());
    assertEquals(2, repairer.status().failures());
    assertTrue(
        repairer
            .status()
            .lastProblem()
            .orElse("")
            .startsWith("Cannot repair BTC-USD 101..3100 yet: HTTP 400 "),
        repairer.status()::toString);
  }

  @Test
  void aGapWhosePagesKeepFailingDoesNotStopTheNext() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    Gap older = Market.gap("ETH-USD", 11, 13);
    Function<Request, Response> api = RestVenues.coinbase(Market.book(BTC, 1, 900));
    RestSimulator simulator =
        scene.serve(
            request -> request.path().contains("ETH") ? Response.json("oops") : api.apply(request));
    Repairer repairer =
        scene.repair(
            simulator.start(),
            () -> Stream.concat(Stream.of(older), log.openGaps().stream()).toList(),
            log);
    awaitClosed(log, repairer);
    assertEquals(7, simulator.calls().size());
    String problem = repairer.status().lastProblem().orElse("");
    assertTrue(
        problem.startsWith("Cannot repair ETH-USD 11..13 yet: Cannot read the reply: "), problem);
  }

  @Test
  void aVenueThatIsBehindItsSocketIsAskedAgain() {
    scene.settings = Scene.QUICK;
    TradeBook all = Market.book(BTC, 1, 120);
    TradeBook book = Market.book(BTC, 1, 105);
    scene.now = Instant.ofEpochSecond(0, Market.gap(BTC, 101, 110).foundMicros() * 1_000);
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator = scene.coinbase(book);
    Repairer repairer = scene.repair(simulator.start(), log);
    Await.until(() -> log.ids().size() == 5, repairer::status);
    all.all(BTC).forEach(trade -> book.add(BTC, trade));
    awaitClosed(log, repairer);
    assertEquals(ids(101, 110), sorted(log.ids()));
    assertEquals(List.of(), log.marks());
  }

  @Test
  void aVenueThatIsDownIsTriedAgainEverLaterAndClosingDoesNotWaitForIt() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    Log log = new Log(Market.gap(BTC, 101, 103));
    Repairer repairer = scene.repair(nobody, log);
    Await.until(() -> repairer.status().failures() >= 3, repairer::status);
    assertEquals(Optional.of("cannot connect"), repairer.status().waitingFor());
    assertEquals(List.of(), log.ids());
    assertEquals(List.of(), log.marks());
    repairer.close();
    assertEquals(1, repairer.status().gapsOpen());
  }

  @Test
  void aVenueThatWantsAKeyThatIsNotThereSaysSo() {
    scene.backfill = new Hurried(BINANCE);
    Function<Request, Response> api =
        RestVenues.binance(Market.book("BTCUSDT", 1, 900), Optional.of(new Secret("K3Y")));
    Log log = new Log(Market.gap("BTCUSDT", 101, 103));
    RestSimulator simulator = scene.serve(api);
    Repairer repairer = scene.repair(simulator.start(), log);
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
}
