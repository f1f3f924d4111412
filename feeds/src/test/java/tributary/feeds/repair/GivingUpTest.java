package tributary.feeds.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.repair.Scene.BTC;
import static tributary.feeds.repair.Scene.LATER;
import static tributary.feeds.repair.Scene.awaitClosed;
import static tributary.feeds.repair.Scene.ids;
import static tributary.feeds.repair.Scene.sorted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.frame.Mark;
import tributary.core.gaps.Gap;
import tributary.feeds.Await;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;

/** What cannot be repaired is said, and never more than that. */
@Timeout(60)
class GivingUpTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void whatTheVenueLostIsSaidIdByIdAndTheRestIsRepaired() {
    scene.settings = Scene.QUICK;
    TradeBook book = Market.book(BTC, 1, 5_000);
    book.lose(BTC, 100, 101);
    book.lose(BTC, 1_500, 1_500);
    book.lose(BTC, 2_090, 2_200);
    Log log = new Log(Market.gap(BTC, 101, 2_100));
    Repairer repairer = scene.repair(scene.coinbase(book).start(), log);
    awaitClosed(log, repairer);
    String reason = "the venue does not know them";
    assertEquals(
        Set.of(
            new Mark.Unrepairable(BTC, 101, 101, reason),
            new Mark.Unrepairable(BTC, 1_500, 1_500, reason),
            new Mark.Unrepairable(BTC, 2_090, 2_100, reason)),
        Set.copyOf(log.marks()));
    assertEquals(3, log.marks().size());
    List<Long> expected = new ArrayList<>(ids(102, 2_089));
    expected.remove(1_500L);
    assertEquals(expected, sorted(log.ids()));
    Await.until(() -> repairer.status().gapsRepaired() == 1, repairer::status);
    assertEquals(13, repairer.status().tradesGivenUp());
  }

  @Test
  void aVenueThatIsWrongOnceIsNotBelieved() {
    AtomicInteger calls = new AtomicInteger();
    Function<Request, Response> api = RestVenues.coinbase(Market.book(BTC, 1, 900));
    Function<Request, Response> forgetful =
        request -> calls.getAndIncrement() == 0 ? Response.json("[]") : api.apply(request);
    scene.settings = Scene.QUICK;
    Log log = new Log(Market.gap(BTC, 101, 110));
    awaitClosed(log, scene.repair(scene.serve(forgetful).start(), log));
    assertEquals(ids(101, 110), sorted(log.ids()));
    assertEquals(List.of(), log.marks());
  }

  @Test
  void aVenueWithoutTheProductHasNothingToRepairWith() {
    scene.settings = Scene.QUICK;
    Log log = new Log(Market.gap(BTC, 101, 110));
    RestSimulator simulator = scene.coinbase(new TradeBook(1));
    Repairer repairer = scene.repair(simulator.start(), log);
    awaitClosed(log, repairer);
    assertEquals(
        List.of(new Mark.Unrepairable(BTC, 101, 110, "HTTP 404 {\"message\":\"NotFound\"}")),
        log.marks());
    assertEquals(2, simulator.calls().size());
    Await.until(() -> repairer.status().gapsGivenUp() == 1, repairer::status);
    assertEquals(0, repairer.status().gapsRepaired());
  }

  @Test
  void tooManyTradesAreGivenUpUnasked() {
    Log log = new Log(Market.gap(BTC, 101, 918_213_100));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5));
    scene.now = Instant.ofEpochSecond(0, Market.gap(BTC, 101, 918_213_100).foundMicros() * 1_000);
    Repairer repairer = scene.repair(simulator.start(), log);
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
    scene.now = LATER.plus(Duration.ofDays(30));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 500));
    awaitClosed(log, scene.repair(simulator.start(), log));
    assertEquals(List.of(new Mark.Unrepairable(BTC, 101, 110, "older than 30 days")), log.marks());
    assertEquals(0, simulator.calls().size());
  }

  @Test
  void whatTheLogDoesNotShowIsPublishedAgainButNotForEver() {
    scene.settings = Scene.QUICK;
    Log log = new Log(Market.gap(BTC, 101, 103));
    log.hide();
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer = scene.repair(simulator.start(), log);
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
  void aGapThatNoVenueCanHaveIsNotAskedForAndDoesNotStopTheNext() {
    Log log = new Log(Market.gap(BTC, 101, 103));
    List<Gap> wild =
        List.of(
            new Gap("../accounts", 1, 2, 0, 0, 0),
            new Gap(BTC, 9, 8, 0, 0, 0),
            new Gap(BTC, -5, -1, 0, 0, 0),
            new Gap(BTC, 500, Long.MAX_VALUE, 0, 0, 0));
    RestSimulator simulator = scene.coinbase(Market.book(BTC, 1, 5_000));
    Repairer repairer =
        scene.repair(
            simulator.start(),
            () -> Stream.concat(wild.stream(), log.openGaps().stream()).toList(),
            log);
    awaitClosed(log, repairer);
    assertEquals(List.of(101L, 102L, 103L), log.ids());
    assertEquals(1, simulator.calls().size());
    assertTrue(
        repairer.status().lastProblem().orElse("").startsWith("Cannot repair "),
        repairer.status()::toString);
  }
}
