package tributary.feeds.simulator.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.feeds.http.Answer;
import tributary.feeds.http.RestClient;
import tributary.feeds.http.RestSettings;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.Secret;

/** What the venues' documentation says of their pages. */
@Timeout(30)
class RestVenuesTest {
  private final TradeBook book = new TradeBook(2_000);

  @ParameterizedTest
  @CsvSource({
    "limit=3,              9 8 7, 9, 7",
    "limit=3&after=7,      6 5 4, 6, 4",
    "limit=3&before=2,     9 8 7, 9, 7",
    "limit=3&before=7,     9 8,   9, 8",
    "after=3,              2 1,   2, 1"
  })
  void coinbaseSendsTheNewestFirstAndNamesBothEnds(
      String query, String ids, String before, String after) {
    fill("BTC-USD", 1, 9);
    Response page = RestVenues.coinbase(book).apply(request("/products/BTC-USD/trades", query));
    assertEquals(ids, ids(page, "\"trade_id\":([0-9]+)"));
    assertEquals(before, page.headers().get("CB-BEFORE"));
    assertEquals(after, page.headers().get("CB-AFTER"));
  }

  @Test
  void coinbaseSendsAThousandAtMost() {
    fill("BTC-USD", 1, 1_500);
    Function<Request, Response> coinbase = RestVenues.coinbase(book);
    Response page = coinbase.apply(request("/products/BTC-USD/trades", "after=9999"));
    assertEquals(range(1_500, 501), ids(page, "\"trade_id\":([0-9]+)"));
    assertEquals(400, coinbase.apply(request("/products/BTC-USD/trades", "limit=1001")).status());
    assertEquals(404, coinbase.apply(request("/products/X-USD/trades", "")).status());
    Response end = coinbase.apply(request("/products/BTC-USD/trades", "after=1"));
    assertEquals("[]", text(end));
  }

  @Test
  void binanceSendsTheOldestFirstFromAnId() {
    fill("BTCUSDT", 1, 1_500);
    Function<Request, Response> binance = RestVenues.binance(book, Optional.empty());
    String path = "/api/v3/historicalTrades";
    assertEquals(
        "3 4",
        ids(binance.apply(request(path, "symbol=BTCUSDT&fromId=3&limit=2")), "\"id\":([0-9]+)"));
    assertEquals(
        range(3, 502),
        ids(binance.apply(request(path, "symbol=BTCUSDT&fromId=3")), "\"id\":([0-9]+)"));
    assertEquals(
        range(3, 1_002),
        ids(binance.apply(request(path, "symbol=BTCUSDT&fromId=3&limit=5000")), "\"id\":([0-9]+)"));
    assertEquals(400, binance.apply(request(path, "symbol=BTCUSDT&limit=x")).status());
    assertEquals(400, binance.apply(request(path, "symbol=btcusdt")).status());
    Function<Request, Response> closed = RestVenues.binance(book, Optional.of(new Secret("K")));
    assertEquals(401, closed.apply(request(path, "symbol=BTCUSDT")).status());
  }

  @Test
  void krakenSendsTheOldestFirstLaterThanATimeAndSaysWhereToGoOn() {
    fill("BTC/USDT", 1, 1_500);
    Function<Request, Response> kraken = RestVenues.kraken(book);
    Response page = kraken.apply(request("/0/public/Trades", "pair=XBTUSDT&since=2000000000"));
    assertEquals(range(3, 1_002), ids(page, "\"\",([0-9]+)\\]"));
    assertEquals(
        "\"last\":\"1002000000000\"}}", text(page).substring(text(page).indexOf("\"last\"")));
    Response end = kraken.apply(request("/0/public/Trades", "pair=XBTUSDT&since=1500000000000"));
    assertEquals(
        "{\"error\":[],\"result\":{\"XBTUSDT\":[],\"last\":\"1500000000000\"}}", text(end));
    assertEquals(
        "{\"error\":[\"EQuery:Unknown asset pair\"]}",
        text(kraken.apply(request("/0/public/Trades", "pair=XBTEUR"))));
  }

  @Test
  void aBookForgetsTheOldest() {
    fill("BTC-USD", 1, 2_010);
    assertEquals(2_000, book.all("BTC-USD").size());
    assertEquals(11, book.all("BTC-USD").get(0).id());
  }

  @Test
  void beyondItsLimitASimulatorAnswers429() {
    fill("BTC-USD", 1, 9);
    AtomicLong nanos = new AtomicLong();
    try (RestSimulator simulator =
            new RestSimulator(
                RestVenues.coinbase(book),
                List.of(Limit.perSecond(2)),
                HttpScript.NONE,
                nanos::get);
        RestClient client = new RestClient(RestSettings.DEFAULT, () -> Instant.EPOCH)) {
      Call call = Call.to(simulator.start(), "/products/BTC-USD/trades");
      assertEquals(Answer.Page.class, client.get(call).getClass());
      assertEquals(Answer.Page.class, client.get(call).getClass());
      assertEquals(Answer.Limited.class, client.get(call).getClass());
      nanos.set(1_000_000_000);
      assertEquals(Answer.Page.class, client.get(call).getClass());
      assertEquals(1, simulator.overruns());
      assertEquals(4, simulator.calls().size());
    }
  }

  /** One trade a second. */
  private void fill(String product, long first, long last) {
    for (long id = first; id <= last; id++) {
      book.add(product, new TradeBook.Trade(id, "84140.80", "0.5", true, id * 1_000_000_000));
    }
  }

  private static Request request(String path, String query) {
    Map<String, String> parameters =
        Arrays.stream(query.split("&"))
            .filter(parameter -> parameter.contains("="))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    return new Request("GET", path, parameters, Map.of());
  }

  private static String ids(Response page, String pattern) {
    List<String> ids =
        Pattern.compile(pattern)
            .matcher(text(page))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    return String.join(" ", ids);
  }

  private static String range(long from, long to) {
    long step = from < to ? 1 : -1;
    return LongStream.iterate(from, id -> id != to + step, id -> id + step)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  private static String text(Response page) {
    assertEquals(200, page.status());
    return new String(page.body(), UTF_8);
  }
}
