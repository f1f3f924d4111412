package tributary.feeds.poll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.TestAccess;
import tributary.feeds.TestData;
import tributary.feeds.alphavantage.AlphaVantage;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;
import tributary.feeds.simulator.http.LoopbackHttp;
import tributary.feeds.simulator.http.Response;

/** Alpha Vantage's feed against the simulator, over a real socket. */
@Timeout(60)
class AlphaVantageFeedTest {
  private static final Duration DAY = Duration.ofDays(1);

  private PollBench bench = new PollBench("alpha-vantage", List.of("IBM"));

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void recordedRepliesArriveByteByByteUnderTheirSymbol() throws IOException {
    List<Path> recordings =
        List.of(
            TestData.file("alphavantage/alphavantage_weekly-adjusted_IBM_2022-02-11.json.gz"),
            TestData.file("alphavantage/alphavantage_weekly-adjusted_IBM_2022-04-05.json.gz"));
    HttpSimulator venue =
        bench.opened(HttpSimulators.replay("alpha-vantage", recordings, bench.rules("")));
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    assertFalse(venue.finished().isDone());
    bench.next(feed, DAY);
    assertTrue(venue.finished().isDone());
    bench.next(feed, DAY);
    List<Published.Taken> frames = bench.outlet.frames();
    for (int i = 0; i < 2; i++) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(recordings.get(i)))) {
        assertArrayEquals(in.readAllBytes(), frames.get(i).frame());
      }
      assertEquals("IBM", frames.get(i).key());
    }
    assertEquals(3, venue.truth().data());
    assertEquals(2, venue.truth().distinct());
    assertEquals(346_962 + 2 * 349_361, feed.status().bytes());
  }

  @Test
  void aRefusalThatTellsTheKeyIsShownWithoutIt() {
    PollFeed feed = started(market(List.of("IBM"), "echo at 1"));
    PollBench.awaitSettled(feed, 1);
    assertEquals(
        Map.of(
            "Information: we have detected your API key as *** and its limit is 25 requests per"
                + " day",
            1L),
        feed.status().venueErrors());
    Await.until(() -> feed.status().waitingFor().isPresent(), feed::status);
    String waiting = feed.status().waitingFor().orElseThrow();
    assertTrue(waiting.contains("; next call at 2026-11-20T13:00:0"), waiting);
    assertFalse(feed.status().toString().contains(PollBench.KEY));
    bench.next(feed, Duration.ofHours(1));
    assertEquals(1, bench.outlet.frames().size());
  }

  @Test
  void aGoodReplyThatTellsTheKeyIsRefusedLoudly() {
    String reply =
        "{\"Meta Data\":{\"2. Symbol\":\"IBM\"},\"Weekly Adjusted Time Series\":{\"x\":\"%s\"}}"
            .formatted(PollBench.KEY);
    try (LoopbackHttp venue = new LoopbackHttp(request -> Response.json(reply))) {
      PollFeed feed = bench.feed(venue.start());
      feed.start();
      PollBench.awaitSettled(feed, 1);
      feed.close();
      assertEquals(Map.of("reply that tells our key: not published", 1L), feed.status().failures());
      assertEquals(List.of(), bench.outlet.frames());
    }
  }

  @Test
  void aFreeKeysLimitsAreKeptWhateverIsAsked() throws Exception {
    bench.close();
    List<String> symbols = IntStream.range(0, 30).mapToObj(i -> "S" + i).toList();
    bench = new PollBench("alpha-vantage", symbols);
    HttpSimulator venue = market(symbols, "");
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    for (int i = 1; i < 25; i++) {
      bench.next(feed, Duration.ofSeconds(12));
    }
    Await.until(
        () -> feed.status().waitingFor().filter(why -> why.contains("per day")).isPresent(),
        feed::status);
    assertTrue(
        feed.status()
            .waitingFor()
            .orElseThrow()
            .startsWith("the venue's limit of 25 calls per day; next call at 2026-11-21T12:00:0"),
        feed.status()::toString);
    bench.next(feed, DAY);
    assertEquals(0, venue.truth().refused(), "the venue never had to say no");
    assertEquals(26, venue.truth().products().size());
  }

  @Test
  void aSymbolThatIsRefusedDoesNotHoldUpTheOthers() throws Exception {
    bench.close();
    bench = new PollBench("alpha-vantage", List.of("NONE", "IBM"));
    HttpSimulator venue = market(List.of("IBM"), "malformed at 1-3");
    PollFeed feed = started(venue);
    PollBench.awaitSettled(feed, 1);
    for (int i = 0; i < 5 && bench.outlet.frames().isEmpty(); i++) {
      bench.next(feed, Duration.ofMinutes(2));
    }
    assertEquals("IBM", bench.outlet.frames().get(0).key());
    assertEquals(Map.of("IBM", 1L), venue.truth().products());
  }

  @Test
  void withoutAKeyThereIsNoFeed() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new PollTarget(
                    new AlphaVantage(),
                    URI.create("https://www.alphavantage.co"),
                    new Feed("alpha-vantage", List.of("IBM"), List.of()),
                    TestAccess.ACCESS));
    assertTrue(String.valueOf(failure.getMessage()).contains("ALPHAVANTAGE_API_KEY"));
  }

  private PollFeed started(HttpSimulator venue) {
    PollFeed feed = bench.feed(venue.start());
    feed.start();
    return feed;
  }

  private HttpSimulator market(List<String> symbols, String script) {
    return bench.opened(
        HttpSimulators.market(
            "alpha-vantage", 3, symbols, bench::wall, Long.MAX_VALUE, bench.rules(script)));
  }
}
