package tributary.feeds.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.frame.Mark;
import tributary.feeds.Await;
import tributary.feeds.TestData;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;
import tributary.feeds.simulator.http.HttpTruth;

/** CoinGecko's feed against the simulator, over a real socket. */
@Timeout(60)
class PollFeedTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final List<Mark> MARKS_OF_BEGINNING =
      List.of(
          new Mark.Disconnected("bitcoin", "the feed begins"),
          new Mark.Disconnected("ethereum", "the feed begins"));

  /** Longer than any back-off. */
  private static final Duration LONG = Duration.ofSeconds(61);

  private final PollBench bench =
      new PollBench("coingecko", List.of("bitcoin", "ethereum"), "simple-price");

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void publishesOneFramePerIntervalUnderOneKeyStampedOnce() {
    HttpSimulator venue = market("", List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    for (int i = 1; i < 5; i++) {
      bench.next(feed, INTERVAL);
    }
    HttpTruth truth = venue.truth();
    assertEquals(5, truth.data());
    assertEquals(5, truth.distinct());
    List<Published.Taken> frames = bench.outlet.frames();
    assertEquals(5, frames.size());
    long bytes = 0;
    for (int i = 0; i < 5; i++) {
      Published.Taken frame = frames.get(i);
      assertEquals("coingecko", frame.key());
      String second = i % 2 == 0 ? "00" : "30";
      String begin =
          "{\"timestamp\":\"2026-11-20T12:0%d:%s.000000Z\",\"source\":\"coingecko\",\"data\":{\"bitcoin\":{\"usd\":"
              .formatted(i / 2, second);
      assertTrue(frame.text().startsWith(begin), frame.text());
      assertEquals(1_795_176_000_000_000L + i * 30_000_000L, frame.receivedMicros());
      bytes +=
          frame.frame().length
              - "{\"timestamp\":\"2026-11-20T12:00:00.000000Z\",\"source\":\"coingecko\",\"data\":}"
                  .length();
    }
    assertEquals(truth.dataBytes(), bytes, "the replies' own bytes, no more and no less");
    PollStatus status = feed.status();
    assertEquals(PollStatus.State.LIVE, status.state());
    assertEquals(5, status.calls());
    OptionalLong last = OptionalLong.of(frames.get(4).receivedMicros());
    assertEquals(Map.of("bitcoin", last, "ethereum", last), status.products());
    assertEquals(MARKS_OF_BEGINNING, bench.outlet.readMarks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status 500 at 2  | HTTP 500 upstream trouble",
        "status 503 at 2  | HTTP 503 upstream trouble",
        "html at 2        | content type that is no JSON in UTF-8: text/html; charset=UTF-8",
        "cut at 2         | IOException: ",
        "hangup at 2      | connection closed without an answer",
        "bomb at 2        | gzip body ",
        "redirect at 2    | HTTP 302, a redirect, which is not followed",
        "empty at 2       | empty body",
        "charset at 2     | body that is not UTF-8",
        "malformed at 2   | reply that is no whole JSON",
      })
  void whatIsNoDataIsNeverPublishedAndTheNextPollGoesOn(String script, String reason) {
    secondCallFails(script, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow at 2", "silent at 2"})
  void whatDoesNotComeInTimeIsNoDataEither(String script) {
    bench.beImpatient();
    secondCallFails(script, "no whole answer within 0.5 s");
  }

  private void secondCallFails(String script, String reason) {
    HttpSimulator venue = market(script, List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, INTERVAL);
    PollStatus failing = feed.status();
    assertEquals(PollStatus.State.BACKING_OFF, failing.state());
    String told = failing.lastFailure().orElseThrow();
    assertTrue(told.startsWith(reason), told);
    assertEquals(1, PollBench.sum(failing.failures()));
    bench.next(feed, INTERVAL);
    assertEquals(PollStatus.State.LIVE, feed.status().state());
    assertEquals(2, bench.outlet.frames().size());
    assertEquals(1, venue.truth().misbehaved());
    assertEquals(3, venue.truth().calls(), "no call in between");
  }

  @Test
  void aVenueInTroubleIsAskedLessAndLessOften() {
    HttpSimulator venue = market("status 500 at 1-1000", List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    int first = waitedSeconds(feed);
    for (int i = 0; i < 8; i++) {
      bench.next(feed, LONG);
    }
    int last = waitedSeconds(feed);
    assertTrue(first >= 1 && first <= 2, "first wait " + first + " s");
    assertTrue(last >= 30 && last <= 60, "last wait " + last + " s");
  }

  @Test
  void limitsWithoutATimeBackOffToo() {
    HttpSimulator venue = market("limit at 1-2", List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, LONG);
    bench.next(feed, LONG);
    assertEquals(1, bench.outlet.frames().size());
    assertEquals(
        Map.of("HTTP 429 {\"error\":\"too many calls\"}", 2L), feed.status().venueErrors());
  }

  @Test
  void eachProductIsMarkedOnceWhenNoGoodReplyCameWithinTwoIntervals() {
    HttpSimulator venue = market("html at 2-4, html at 7-9", List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, INTERVAL);
    assertEquals(MARKS_OF_BEGINNING, bench.outlet.readMarks());
    bench.next(feed, INTERVAL);
    bench.next(feed, INTERVAL);
    Await.until(() -> feed.status().marks() == 4, feed::status);
    String reason =
        "no good reply within 60 s: content type that is no JSON in UTF-8: text/html;"
            + " charset=UTF-8";
    assertEquals(
        List.of(
            new Mark.Disconnected("bitcoin", reason), new Mark.Disconnected("ethereum", reason)),
        bench.outlet.readMarks().subList(2, 4));
    assertTrue(bench.outlet.marks().stream().allMatch(mark -> "coingecko".equals(mark.key())));
    bench.next(feed, LONG);
    bench.next(feed, INTERVAL);
    assertEquals(PollStatus.State.LIVE, feed.status().state());
    assertEquals(4, bench.outlet.marks().size());
    bench.next(feed, INTERVAL);
    bench.next(feed, INTERVAL);
    bench.next(feed, INTERVAL);
    Await.until(() -> feed.status().marks() == 6, feed::status);
  }

  @Test
  void aCoinThatTheVenueDoesNotKnowIsReportedAndTheOthersGoOn() {
    HttpSimulator venue = market("", List.of("bitcoin"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, INTERVAL);
    PollStatus status = feed.status();
    assertEquals(Set.of("ethereum"), status.unsubscribed());
    assertEquals(OptionalLong.empty(), status.products().get("ethereum"));
    assertEquals(2, status.frames());
    assertEquals(Map.of("bitcoin", 2L), venue.truth().products());
  }

  @Test
  void aReplyWithoutAnyCoinIsARefusal() {
    HttpSimulator venue = market("", List.of("cardano"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    assertEquals(
        Map.of("no price: it knows none of [bitcoin, ethereum]", 1L), feed.status().venueErrors());
    assertEquals(List.of(), bench.outlet.frames());
  }

  @Test
  void aKeyThatIsNotAcceptedIsTold() {
    HttpSimulator venue =
        bench.opened(
            HttpSimulators.market(
                "coingecko",
                1,
                List.of("bitcoin"),
                bench::wall,
                Long.MAX_VALUE,
                new HttpSimulators.Rules(HttpScript.NONE, "another", List.of(), () -> 0)));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    String told = feed.status().lastFailure().orElseThrow();
    assertTrue(told.startsWith("HTTP 401 {\"status\":{\"error_code\":10002"), told);
    assertEquals(1, venue.truth().refused());
  }

  @Test
  void askedFasterThanTheVenueAllowsItWaitsForTheBudgetAndIsNeverRefused() {
    HttpSimulator venue = market("", List.of("bitcoin", "ethereum"));
    PollFeed feed = bench.feed(venue.start(), PollSettings.DEFAULT.every(Duration.ofMillis(100)));
    feed.start();
    PollBench.awaitSettled(feed, 1);
    for (int i = 1; i < 30; i++) {
      bench.next(feed, Duration.ofMillis(100));
    }
    bench.pass(Duration.ofMillis(100));
    Await.until(() -> feed.status().waitingFor().isPresent(), feed::status);
    assertEquals(
        "waiting 57 s: the venue's limit of 30 calls per minute",
        feed.status().waitingFor().orElseThrow());
    bench.next(feed, Duration.ofSeconds(57));
    assertEquals(0, venue.truth().refused());
    assertEquals(31, venue.truth().data());
    assertEquals(2, venue.truth().distinct(), "the venue's cache");
  }

  @Test
  void repliesOfTheGoldenFileArePlayedAsTheyAre() {
    HttpSimulator venue =
        bench.opened(
            HttpSimulators.replay(
                "coingecko",
                List.of(TestData.file("golden/coingecko_simple_price.jsonl")),
                HttpSimulators.Rules.none()));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, INTERVAL);
    bench.next(feed, INTERVAL);
    bench.next(feed, INTERVAL);
    assertTrue(venue.finished().isDone());
    assertEquals(1, bench.outlet.frames().size());
    assertTrue(
        bench.outlet.frames().get(0).text().contains("\"data\":{\"bitcoin\":{\"krw\":89263800,"));
    assertEquals(3, PollBench.sum(feed.status().venueErrors()));
    Await.until(() -> feed.status().waitingFor().isPresent(), feed::status);
    assertTrue(feed.status().waitingFor().orElseThrow().startsWith("waiting 53 s: "));
  }

  @Test
  void closesAtOnceInTheMiddleOfACall() {
    HttpSimulator venue = market("silent at 1-9", List.of("bitcoin"));
    PollFeed feed = bench.feed(venue.start());
    feed.start();
    Await.until(() -> venue.truth().calls() == 1, feed::status);
    feed.close();
    feed.close();
    PollStatus status = feed.status();
    assertEquals(PollStatus.State.CLOSED, status.state());
    assertFalse(status.failures().containsKey("interrupted"));
  }

  @Test
  void closesWithoutHavingBeenStarted() {
    PollFeed feed = bench.feed(market("", List.of("bitcoin")).start());
    feed.close();
    assertEquals(PollStatus.State.CLOSED, feed.status().state());
    assertEquals(0, feed.status().calls());
  }

  @Test
  void theKeyGoesNowhereButIntoTheCall() {
    HttpSimulator venue = market("echo at 1, status 400 at 2", List.of("bitcoin", "ethereum"));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    bench.next(feed, LONG);
    bench.next(feed, LONG);
    assertEquals(1, venue.truth().data(), "with the right key");
    String all = feed.status() + bench.outlet.frames().get(0).text();
    assertFalse(all.contains(PollBench.KEY), all);
  }

  /** From {@code waiting 53 s: ...}. */
  private static int waitedSeconds(PollFeed feed) {
    return Integer.parseInt(feed.status().waitingFor().orElseThrow().split(" ", -1)[1]);
  }

  private PollFeed started(HttpSimulator venue) {
    PollFeed feed = bench.feed(venue.start());
    feed.start();
    return feed;
  }

  private HttpSimulator market(String script, List<String> coins) {
    return bench.opened(
        HttpSimulators.market(
            "coingecko", 3, coins, bench::wall, Long.MAX_VALUE, bench.rules(script)));
  }
}
