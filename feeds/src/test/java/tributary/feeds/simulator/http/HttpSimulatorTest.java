package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tributary.feeds.venue.Limit;

/** The simulator before the JDK's own client, which knows nothing of us. */
@Timeout(30)
class HttpSimulatorTest {
  private static final Instant TUESDAY = Instant.parse("2026-09-22T15:00:00Z");
  private static final String WEEKLY =
      "/query?function=TIME_SERIES_WEEKLY_ADJUSTED&symbol=IBM&apikey=k";
  private static final String INTRADAY =
      "/query?function=TIME_SERIES_INTRADAY&interval=5min&symbol=IBM&apikey=k";
  private static final String PRICE = "/api/v3/simple/price?ids=bitcoin%2Cnone&vs_currencies=usd";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Deque<HttpSimulator> open = new ArrayDeque<>();
  private Instant time = TUESDAY;
  private long nanos;

  @AfterEach
  void stop() {
    open.forEach(HttpSimulator::close);
  }

  @Test
  void theSameSeedMakesTheSameMarket() throws Exception {
    assertEquals(get(alphaVantage(7), WEEKLY).body(), get(alphaVantage(7), WEEKLY).body());
    assertFalse(get(alphaVantage(7), WEEKLY).body().equals(get(alphaVantage(8), WEEKLY).body()));
    assertEquals(get(coinGecko(7), PRICE).body(), get(coinGecko(7), PRICE).body());
  }

  @Test
  void theNewestWeekBearsItsLastDaySoFar() throws Exception {
    URI venue = alphaVantage(7);
    List<String> tuesday = List.copyOf(weeks(get(venue, WEEKLY).body()).keySet());
    assertEquals(List.of("2026-09-22", "2026-09-18"), tuesday.subList(0, 2));
    time = Instant.parse("2026-09-27T15:00:00Z");
    List<String> sunday = List.copyOf(weeks(get(venue, WEEKLY).body()).keySet());
    assertEquals(List.of("2026-09-25", "2026-09-18"), sunday.subList(0, 2));
  }

  @Test
  void aDividendRestatesTheAdjustedClosesBeforeItAndNothingElse() throws Exception {
    URI venue = alphaVantage(7);
    Map<String, Map<String, String>> before = weeks(get(venue, WEEKLY).body());
    time = Instant.parse("2026-10-13T15:00:00Z");
    Map<String, Map<String, String>> after = weeks(get(venue, WEEKLY).body());
    assertFalse(
        cell(before, "2026-08-14", "5. adjusted close")
            .equals(cell(after, "2026-08-14", "5. adjusted close")));
    for (String same : List.of("1. open", "2. high", "3. low", "4. close", "6. volume")) {
      assertEquals(cell(before, "2026-08-14", same), cell(after, "2026-08-14", same));
    }
    assertEquals("1.6500", cell(after, "2026-09-25", "7. dividend amount"));
  }

  @Test
  void intradayKeysAreWallTimesOfNewYork() throws Exception {
    time = Instant.parse("2026-11-01T07:12:34Z");
    String body = get(alphaVantage(7), INTRADAY).body();
    assertTrue(body.contains("\"3. Last Refreshed\":\"2026-11-01 02:10:00\""), body);
    assertEquals(3, body.split("\"2026-11-01 01:30:00\"", -1).length, "the hour that comes twice");
  }

  @Test
  void coinsThatItDoesNotKnowAreLeftOut() throws Exception {
    HttpResponse<String> price = get(coinGecko(7), PRICE);
    assertTrue(price.body().startsWith("{\"bitcoin\":{\"usd\":10"), price.body());
    assertFalse(price.body().contains("none"));
    assertEquals("max-age=30", price.headers().firstValue("cache-control").orElseThrow());
  }

  @Test
  void withinHalfAMinuteItSaysTheSameAgain() throws Exception {
    URI venue = coinGecko(7);
    String first = get(venue, PRICE).body();
    time = time.plusSeconds(29);
    assertEquals(first, get(venue, PRICE).body());
    time = time.plusSeconds(1);
    assertFalse(first.equals(get(venue, PRICE).body()));
    assertEquals(3, open.getFirst().truth().data());
    assertEquals(2, open.getFirst().truth().distinct());
  }

  @Test
  void aKeyIsWantedAndLimitsAreKept() throws Exception {
    HttpSimulators.Rules rules =
        new HttpSimulators.Rules(
            HttpScript.NONE, "k", List.of(Limit.perSecond(1), Limit.perDay(2)), () -> nanos);
    URI venue = started(market("alpha-vantage", 7, rules));
    assertTrue(get(venue, WEEKLY.replace("apikey=k", "apikey=x")).body().contains("invalid"));
    assertTrue(get(venue, WEEKLY).body().contains("Weekly Adjusted Time Series"));
    assertTrue(get(venue, WEEKLY).body().contains("1 request per second"));
    nanos += Duration.ofSeconds(1).toNanos();
    assertTrue(get(venue, WEEKLY).body().contains("Weekly Adjusted Time Series"));
    nanos += Duration.ofSeconds(1).toNanos();
    assertTrue(get(venue, WEEKLY).body().contains("25 requests per day"));
    HttpTruth truth = open.getFirst().truth();
    assertEquals(5, truth.calls());
    assertEquals(2, truth.data());
    assertEquals(3, truth.refused());
  }

  @Test
  void anotherSymbolIsNoData() throws Exception {
    assertTrue(
        get(alphaVantage(7), WEEKLY.replace("IBM", "FOO")).body().contains("\"Error Message\""));
    assertEquals(Map.of(), open.getFirst().truth().products());
  }

  @Test
  void aReplayIsOverWhenEachReplyWasGivenOnce(@TempDir Path folder) throws Exception {
    Path first = folder.resolve("1.json");
    Path second = folder.resolve("2.json");
    Files.writeString(first, series("IBM", 1));
    Files.writeString(second, series("IBM", 2));
    HttpSimulator replay =
        HttpSimulators.replay("alpha-vantage", List.of(first, second), HttpSimulators.Rules.none());
    URI venue = started(replay);
    assertEquals(series("IBM", 1), get(venue, WEEKLY).body());
    assertTrue(get(venue, WEEKLY.replace("IBM", "FOO")).body().contains("Error Message"));
    assertFalse(replay.finished().isDone());
    assertEquals(series("IBM", 2), get(venue, WEEKLY).body());
    assertTrue(replay.finished().isDone());
    assertEquals(series("IBM", 2), get(venue, WEEKLY).body());
    assertEquals(Map.of("IBM", 3L), replay.truth().products());
  }

  @Test
  void closedBeforeTheEndItFails() {
    HttpSimulator market = market("coingecko", 1, HttpSimulators.Rules.none());
    market.start();
    market.close();
    market.close();
    assertThrows(CompletionException.class, () -> market.finished().join());
  }

  @Test
  void aMarketIsOverAfterSoManyReplies() throws Exception {
    HttpSimulator market =
        HttpSimulators.market(
            "coingecko", 1, List.of("bitcoin"), () -> time, 2, HttpSimulators.Rules.none());
    URI venue = started(market);
    get(venue, PRICE);
    assertFalse(market.finished().isDone());
    get(venue, PRICE);
    market.finished().join();
  }

  private static String series(String symbol, int volume) {
    return "{\"Meta Data\":{\"2. Symbol\":\"%s\"},\"Weekly Adjusted Time Series\":{\"v\":%d}}"
        .formatted(symbol, volume);
  }

  private URI alphaVantage(long seed) {
    return started(market("alpha-vantage", seed, HttpSimulators.Rules.none()));
  }

  private URI coinGecko(long seed) {
    return started(market("coingecko", seed, HttpSimulators.Rules.none()));
  }

  private HttpSimulator market(String venue, long seed, HttpSimulators.Rules rules) {
    return HttpSimulators.market(
        venue, seed, List.of("IBM", "bitcoin"), () -> time, Long.MAX_VALUE, rules);
  }

  private URI started(HttpSimulator simulator) {
    open.push(simulator);
    return simulator.start();
  }

  private HttpResponse<String> get(URI venue, String what) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(venue + what)).build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static String cell(Map<String, Map<String, String>> weeks, String week, String column) {
    return weeks.getOrDefault(week, Map.of()).getOrDefault(column, "absent");
  }

  private static Map<String, Map<String, String>> weeks(String body) throws IOException {
    Map<String, Map<String, String>> weeks = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(body)) {
      while (!"Weekly Adjusted Time Series".equals(json.nextFieldName())) {
        assertTrue(json.currentToken() != null, body);
      }
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Map<String, String> week = new LinkedHashMap<>();
        weeks.put(json.currentName(), week);
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          week.put(json.currentName(), json.nextTextValue());
        }
      }
    }
    return weeks;
  }
}
