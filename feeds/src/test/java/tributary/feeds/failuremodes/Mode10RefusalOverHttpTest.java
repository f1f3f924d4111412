package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.feeds.Await;
import tributary.feeds.TestData;
import tributary.feeds.poll.PollBench;
import tributary.feeds.poll.PollFeed;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;

/** Failure mode 10: throttle and refusal, of venues that are polled. */
@Timeout(60)
class Mode10RefusalOverHttpTest {
  private static final List<String> COINS = List.of("bitcoin", "ethereum");

  @Test
  void refusalsThatComeWithHttp200AreNeverPublished() throws Exception {
    try (PollBench bench = new PollBench("alpha-vantage", List.of("NONE", "IBM"))) {
      HttpSimulator venue =
          bench.opened(
              HttpSimulators.market(
                  "alpha-vantage",
                  3,
                  List.of("IBM"),
                  bench::wall,
                  Long.MAX_VALUE,
                  bench.rules("echo at 3")));
      PollFeed feed = started(bench, venue);
      for (int i = 1; i < 5; i++) {
        bench.next(feed, Duration.ofDays(1));
      }
      Map<String, Long> errors = feed.status().venueErrors();
      assertTrue(
          errors.containsKey("Error Message: Invalid API call: simulated"), errors::toString);
      assertTrue(venue.truth().refused() >= 2, venue.truth()::toString);
      assertEquals(venue.truth().data(), bench.outlet.frames().size());
      assertTrue(bench.outlet.frames().stream().allMatch(one -> "IBM".equals(one.key())));
      assertTrue(bench.outlet.frames().size() >= 1, feed.status()::toString);
    }
  }

  @Test
  void noneOfTheGoldenRefusalsIsPublishedAndEachIsWaitedFor() throws Exception {
    try (PollBench bench = new PollBench("alpha-vantage", List.of("IBM"))) {
      HttpSimulator venue =
          bench.opened(
              HttpSimulators.replay(
                  "alpha-vantage",
                  List.of(TestData.file("golden/alphavantage_refusals.jsonl")),
                  HttpSimulators.Rules.none()));
      PollFeed feed = started(bench, venue);
      for (int i = 1; i < 6; i++) {
        bench.next(feed, Duration.ofDays(1));
      }
      assertTrue(venue.finished().isDone());
      assertEquals(6, venue.truth().refused());
      assertEquals(List.of(), bench.outlet.frames());
      assertEquals(6, feed.status().venueErrors().size());
      assertEquals(1, bench.outlet.marks().size(), "not heard of since the beginning");
      assertEquals("IBM", bench.outlet.marks().get(0).key());
    }
  }

  @Test
  void leavesTheVenueAloneForAsLongAsItSays() throws Exception {
    try (PollBench bench = new PollBench("coingecko", COINS, "simple-price")) {
      HttpSimulator venue =
          bench.opened(
              HttpSimulators.market(
                  "coingecko",
                  3,
                  COINS,
                  bench::wall,
                  Long.MAX_VALUE,
                  bench.rules("limit 53s at 2")));
      PollFeed feed = started(bench, venue);
      bench.next(feed, Duration.ofSeconds(30));
      Await.until(() -> feed.status().waitingFor().isPresent(), feed::status);
      assertEquals(
          "waiting 53 s: the venue's limit: HTTP 429 {\"error\":\"too many calls\"}",
          feed.status().waitingFor().orElseThrow());
      bench.pass(Duration.ofSeconds(29));
      assertTrue(feed.status().waitingFor().orElseThrow().startsWith("waiting 24 s: "));
      assertEquals(2, venue.truth().calls());
      bench.next(feed, Duration.ofSeconds(24));
      assertEquals(2, bench.outlet.frames().size());
      assertEquals(3, venue.truth().calls());
    }
  }

  private static PollFeed started(PollBench bench, HttpSimulator venue) {
    PollFeed feed = bench.feed(venue.start());
    feed.start();
    PollBench.awaitSettled(feed, 1);
    return feed;
  }
}
