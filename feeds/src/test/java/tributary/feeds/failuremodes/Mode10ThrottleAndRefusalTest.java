package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.failuremodes.Asked.BINANCE;
import static tributary.feeds.failuremodes.Asked.COINBASE_EXCHANGE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.feeds.Await;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.Freshness;
import tributary.feeds.socket.PlayedFeed;
import tributary.feeds.socket.ReceiveClock;

/** Failure mode 10: throttle and refusal, over sockets. */
@Timeout(60)
class Mode10ThrottleAndRefusalTest {
  private static final long SKEW_MICROS = 1_270_000;

  @ParameterizedTest
  @CsvSource({"throttle 2 for 8s at 500, 8", "throttle 3 at 500, 5", "throttle 2 for 8s, 8"})
  void aVenueThatAnswersConnectsWith429IsLeftAlone(String script, int seconds) {
    int refused = Integer.parseInt(script.split(" ", -1)[1]);
    try (PlayedFeed feed = COINBASE_EXCHANGE.play(1_000, script)) {
      assertEquals(1_000, COINBASE_EXCHANGE.trades(feed.takeAll()));
      Duration least = Duration.ofSeconds((long) refused * seconds);
      assertTrue(feed.passed().compareTo(least) >= 0, feed.passed()::toString);
      assertEquals(refused + (script.contains(" at ") ? 1 : 0), feed.status().reconnects());
      String why = feed.status().lastEnding().orElseThrow();
      assertTrue(why.endsWith("HTTP 429, to be left alone for " + seconds + " s"), why);
    }
  }

  @Test
  void whoIsSentAwayForReadingSlowlyComesBackForTheRest() {
    AtomicLong nanos = new AtomicLong();
    SocketSimulator venue =
        COINBASE_EXCHANGE.market(200, "impatient 2s, huge 1MiB 20%", Pace.MAX, nanos::get);
    try (PlayedFeed feed = PlayedFeed.recorded(COINBASE_EXCHANGE.request(), venue, nanos)) {
      feed.outlet().shut();
      awaitNothingMoreWritten(feed);
      AtomicInteger looks = new AtomicInteger();
      Await.until(
          () -> looks.incrementAndGet() > 50,
          () -> feed.pass(Duration.ofSeconds(1)),
          feed::evidence);
      feed.outlet().open();
      feed.passUntil(() -> feed.status().reconnects() == 1);
      assertEquals(200, COINBASE_EXCHANGE.trades(feed.takeAll()));
      assertEquals(2, feed.truth().connections());
    }
  }

  private static void awaitNothingMoreWritten(PlayedFeed feed) {
    AtomicLong written = new AtomicLong();
    AtomicLong unchanged = new AtomicLong();
    Await.until(
        () -> {
          long now = feed.truth().written();
          return now > 0 && now == written.getAndSet(now)
              ? unchanged.incrementAndGet() >= 200
              : unchanged.getAndSet(0) < 0;
        },
        feed::evidence);
  }

  @ParameterizedTest
  @EnumSource(names = {"COINBASE_EXCHANGE", "COINBASE_ADVANCED", "KRAKEN"})
  void aDelistedProductIsReportedAndTheOthersGoOn(Asked venue) {
    try (PlayedFeed feed =
        PlayedFeed.byTheFrames(venue.request(), venue.market(1_000, "refuse ETHER"))) {
      List<Collected.Taken> taken = feed.takeAll();
      Set<String> errors = feed.status().venueErrors().keySet();
      assertTrue(errors.stream().anyMatch(why -> why.contains(venue.ether())), errors::toString);
      assertEquals(Set.of(venue.ether()), feed.status().unsubscribed());
      assertEquals(Freshness.State.DISCONNECTED, feed.freshness(venue.ether()).state());
      assertEquals(Freshness.State.LIVE, feed.freshness(venue.bitcoin()).state());
      assertEquals(Set.of(venue.bitcoin()), feed.truth().trades().keySet());
      assertEquals(feed.truth().distinct(), venue.trades(taken));
      assertEquals(0, feed.status().reconnects());
    }
  }

  @Test
  void aConnectionThatTheVenueWillCutAfterADayIsReplacedBeforeWithoutALoss() {
    AtomicLong nanos = new AtomicLong();
    AtomicLong market = new AtomicLong();
    ReceiveClock wall =
        ReceiveClock.of(() -> Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos.get()));
    SocketSimulator venue = BINANCE.market(500, "", Pace.RECORDED, market::get);
    try (PlayedFeed feed = PlayedFeed.stampedBy(wall, BINANCE.request(), venue, nanos)) {
      feed.outlet().shut();
      feed.until(() -> feed.truth().written() >= 2); // the ack and the first trade
      market.set(Duration.ofSeconds(50).toNanos());
      feed.until(() -> feed.truth().written() > 200);
      feed.pass(Duration.ofHours(24).minusMinutes(9));
      feed.until(() -> feed.truth().connections() == 2);
      feed.outlet().open(); // what was on its way comes on the old connection
      feed.until(() -> feed.status().frames() == feed.truth().written());
      feed.passUntil(() -> feed.status().lastEnding().isPresent());
      market.addAndGet(Duration.ofSeconds(75).toNanos());
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals("replaced before the venue ends it", feed.status().lastEnding().orElseThrow());
      assertEquals(500, BINANCE.trades(taken));
      assertEquals(List.of(), feed.outlet().marks(), "nothing was missed");
      assertEquals(1, feed.status().reconnects());
    }
  }

  @Test
  void aClockThatIsBehindTheVenuesMakesNoError() {
    SocketSimulator venue = BINANCE.market(1_000, "");
    ReceiveClock frames = venue.clock();
    ReceiveClock behind = () -> frames.stampMicros() - SKEW_MICROS;
    try (PlayedFeed feed =
        PlayedFeed.stampedBy(behind, BINANCE.request(), venue, new AtomicLong())) {
      Silver silver = Silver.of(BINANCE);
      feed.takeAll().forEach(silver::take);
      assertEquals(1_000, silver.rows());
      assertEquals(0, silver.framesRejected());
      assertEquals(0, feed.status().reconnects());
    }
  }
}
