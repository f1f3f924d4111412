package tributary.feeds.coinbaseexchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.TestData;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.RestBackfill.Cursor;
import tributary.feeds.venue.RestBackfill.Failed;
import tributary.feeds.venue.RestBackfill.Page;
import tributary.feeds.venue.Secrets;

class BackfillTest {
  private static final Gap GAP = new Gap("BTC-USD", 11, 13, 0, 0, 0);
  private static final String REPLY = "[" + row(13) + "," + row(12) + "," + row(11) + "]";

  private static final Pattern TICKER =
      Pattern.compile(
          "\"product_id\":\"(?<product>[^\"]+)\",\"price\":\"(?<price>[^\"]+)\".*"
              + "\"side\":\"(?<side>[a-z]+)\",\"time\":\"(?<time>[^\"]+)\","
              + "\"trade_id\":(?<id>[0-9]+),\"last_size\":\"(?<size>[^\"]+)\"");
  private static final Pattern MATCH =
      Pattern.compile(
          "\"trade_id\":(?<id>[0-9]+),.*\"side\":\"(?<side>[a-z]+)\","
              + "\"size\":\"(?<size>[^\"]+)\",\"price\":\"(?<price>[^\"]+)\","
              + "\"product_id\":\"(?<product>[^\"]+)\".*\"time\":\"(?<time>[^\"]+)\"");

  private final RestBackfill ofTickers = backfill("ticker", "heartbeat").orElseThrow();

  @Test
  void pagesBackwardFromTheFirstTradeAfterTheGap() {
    Cursor begin = ofTickers.begin(GAP);
    assertEquals(
        "https://api.exchange.coinbase.com/products/BTC-USD/trades?limit=1000&after=14",
        ofTickers.call(ofTickers.endpoint(), Secrets.NONE, GAP, begin).toString());
    Page first = page(ofTickers, GAP, begin, "[" + row(13) + "]");
    assertEquals(13, first.answeredFirst());
    assertEquals(13, first.answeredLast());
    Cursor next = first.next().orElseThrow();
    assertTrue(
        ofTickers
            .call(URI.create("http://127.0.0.1:1"), Secrets.NONE, GAP, next)
            .toString()
            .endsWith("&after=13"));
    Page second = page(ofTickers, GAP, next, "[" + row(12) + "," + row(10) + "]");
    assertEquals(List.of(12L), ids(second));
    assertEquals(11, Math.max(GAP.first(), second.answeredFirst()));
    assertEquals(12, second.answeredLast());
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void endsWhereTheGapBeginsWithoutAnotherCall() {
    Page page = page(ofTickers, GAP, ofTickers.begin(GAP), REPLY);
    assertEquals(List.of(11L, 12L, 13L), ids(page));
    assertEquals(Optional.empty(), page.next());
  }

  @Test
  void anEmptyPageSaysThatNothingOlderIsThere() {
    Page page = page(ofTickers, GAP, new Cursor(13, 12), "[]");
    assertEquals(11, page.answeredFirst());
    assertEquals(12, page.answeredLast());
    assertEquals(Optional.empty(), page.next());
  }

  @Test
  void aTickerHasTheTakersSideAndAMatchTheMakers() {
    assertEquals(
        List.of(
            "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\",\"price\":\"84140.80\","
                + "\"side\":\"buy\",\"time\":\"2026-09-29T13:45:58.116787Z\",\"trade_id\":11,"
                + "\"last_size\":\"0.00004104\"}"),
        frames(ofTickers));
    assertEquals(
        List.of(
            "{\"type\":\"match\",\"trade_id\":11,\"side\":\"sell\",\"size\":\"0.00004104\","
                + "\"price\":\"84140.80\",\"product_id\":\"BTC-USD\","
                + "\"time\":\"2026-09-29T13:45:58.116787Z\"}"),
        frames(backfill("matches").orElseThrow()));
  }

  /** REST tells of a trade what the channel matches does. */
  @Test
  void recordedTickersFollowFromTheMatchesOfTheSameTrades() throws IOException {
    Map<String, String> tickers = recorded("ticker", TICKER);
    Map<String, String> matches = recorded("(?:last_)?match", MATCH);
    assertEquals(107, tickers.size());
    for (Map.Entry<String, String> ticker : tickers.entrySet()) {
      String product = ticker.getKey().split(" ")[0];
      long id = Long.parseLong(ticker.getKey().split(" ")[1]);
      Gap gap = new Gap(product, id, id, 0, 0, 0);
      String row = Objects.requireNonNull(matches.get(ticker.getKey()), ticker.getKey());
      Page page = page(ofTickers, gap, ofTickers.begin(gap), "[" + row + "]");
      String frame = new String(page.trades().get(0).frame(), UTF_8);
      assertEquals(ticker.getValue(), fields(TICKER, frame).get(ticker.getKey()));
    }
  }

  /** By product and id of a recorded frame, what REST knows of it too, as one of its rows. */
  private static Map<String, String> recorded(String type, Pattern fields) throws IOException {
    Pattern frame = Pattern.compile("^[0-9.]+: (\\{\"type\":\"" + type + "\",.*)");
    Map<String, String> rows = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        TestData.file(
                            "coinbase_exchange/coinbase_exchange_ticker-matches-level2"
                                + "_10-products_2021-04-17.txt.gz"))),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = frame.matcher(line);
        if (matcher.matches()) {
          rows.putAll(fields(fields, matcher.group(1)));
        }
      }
    }
    return rows;
  }

  private static Map<String, String> fields(Pattern pattern, String frame) {
    Matcher field = pattern.matcher(frame);
    assertTrue(field.find(), frame);
    String row =
        "{\"trade_id\":%s,\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\",\"time\":\"%s\"}"
            .formatted(
                field.group("id"),
                field.group("side"),
                field.group("size"),
                field.group("price"),
                field.group("time"));
    return Map.of(field.group("product") + " " + field.group("id"), row);
  }

  @Test
  void whoTakesBothChannelsGetsBothFramesOfATrade() {
    Gap gap = new Gap("BTC-USD", 12, 13, 0, 0, 0);
    RestBackfill both = backfill("ticker", "matches").orElseThrow();
    Page page = page(both, gap, both.begin(gap), REPLY);
    assertEquals(List.of(12L, 12L, 13L, 13L), ids(page));
  }

  @Test
  void aBatchOfTickersLeavesTradesOutSoThatThereIsNothingToRepair() {
    assertEquals(Optional.empty(), backfill("ticker_batch", "heartbeat"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "BTC-USD/trades?limit=1&x=", "", "BTC USD", "\"", "\u00df"})
  void asksOnlyForWhatCanBeAProduct(String product) {
    assertFalse(ofTickers.knows(product));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{}",
        "[",
        "[7]",
        "[[]]",
        "[{}]",
        "[] []",
        "<html>",
        "{\"message\":\"maintenance\"}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "[{\"trade_id\":-1}]",
        "[{\"trade_id\":13.0,\"side\":\"sell\",\"size\":\"1\",\"price\":\"1\"}]",
        "[{\"trade_id\":99999999999999999999}]"
      })
  void aReplyOfAnotherFormFails(String body) {
    assertFails(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"price\":\"84140.80\"|\"price\":\"-1\"",
        "\"price\":\"84140.80\"|\"price\":\"NaN\"",
        "\"price\":\"84140.80\"|\"price\":null",
        "\"price\":\"84140.80\"|\"price\":{\"is\":7}",
        "\"price\":\"84140.80\"|\"price\":\"1\\\",\\\"side\\\":\\\"buy\"",
        "\"size\":\"0.00004104\"|\"size\":\"\"",
        "\"side\":\"sell\"|\"side\":\"SELL\"",
        "116787Z|116787",
        "\"trade_id\":12|\"trade_id\":13"
      })
  void aRowThatIsNoTradeFailsTheWholePage(String change) {
    String[] parts = change.split("\\|", 2);
    assertTrue(REPLY.contains(parts[0]));
    assertFails(REPLY.replace(parts[0], parts[1]));
  }

  @Test
  void moreRowsThanAskedForFail() {
    StringBuilder rows = new StringBuilder("[" + row(5_000));
    for (int i = 1; i <= 1_000; i++) {
      rows.append(',').append(row(5_000 - i));
    }
    Gap gap = new Gap("BTC-USD", 1, 5_000, 0, 0, 0);
    assertInstanceOf(
        Failed.class,
        ofTickers.read(gap, ofTickers.begin(gap), rows.append(']').toString().getBytes(UTF_8)));
  }

  private void assertFails(String body) {
    Failed failed =
        assertInstanceOf(
            Failed.class, ofTickers.read(GAP, ofTickers.begin(GAP), body.getBytes(UTF_8)));
    assertTrue(failed.problem().startsWith("Cannot read the reply: "), failed.problem());
    assertTrue(failed.problem().length() < 600, failed.problem());
  }

  private static List<String> frames(RestBackfill backfill) {
    Gap gap = new Gap("BTC-USD", 11, 11, 0, 0, 0);
    return page(backfill, gap, backfill.begin(gap), "[" + row(11) + "]").trades().stream()
        .map(trade -> new String(trade.frame(), UTF_8))
        .toList();
  }

  private static Page page(RestBackfill backfill, Gap gap, Cursor cursor, String body) {
    return assertInstanceOf(Page.class, backfill.read(gap, cursor, body.getBytes(UTF_8)));
  }

  private static List<Long> ids(Page page) {
    return page.trades().stream().map(RestBackfill.Trade::id).toList();
  }

  private static String row(long id) {
    return ("{\"trade_id\":%s,\"side\":\"sell\",\"size\":\"0.00004104\",\"price\":\"84140.80\","
            + "\"time\":\"2026-09-29T13:45:58.116787Z\",\"new\":[{}]}")
        .formatted(id);
  }

  private static Optional<RestBackfill> backfill(String... channels) {
    Feed request = new Feed("coinbase-exchange", List.of("BTC-USD"), List.of(channels));
    return new CoinbaseExchange().backfill(request);
  }
}
