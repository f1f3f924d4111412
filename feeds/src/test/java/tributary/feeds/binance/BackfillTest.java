package tributary.feeds.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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
import tributary.feeds.venue.Call;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.RestBackfill.Cursor;
import tributary.feeds.venue.RestBackfill.Failed;
import tributary.feeds.venue.RestBackfill.Page;
import tributary.feeds.venue.RestBackfill.Trade;
import tributary.feeds.venue.Secret;
import tributary.feeds.venue.Secrets;

class BackfillTest {
  private static final Gap GAP = new Gap("BTCUSDT", 11, 13, 0, 0, 0);
  private static final Pattern TRADE =
      Pattern.compile(
          ".*\"E\":([0-9]+),\"s\":\"BTCUSDT\",\"t\":([0-9]+),\"p\":\"([^\"]+)\",\"q\":\"([^\"]+)\","
              + "\"T\":([0-9]+),\"m\":(true|false),\"M\":(true|false).*");

  private final RestBackfill backfill = backfill("trade").orElseThrow();

  @Test
  void pagesForwardFromTheFirstMissingTrade() {
    Cursor begin = backfill.begin(GAP);
    assertEquals(
        "https://data-api.binance.vision/api/v3/historicalTrades?symbol=BTCUSDT&fromId=11&limit=1000",
        backfill.call(backfill.endpoint(), Secrets.NONE, GAP, begin).toString());
    Page first = page(begin, "[" + row(11) + "," + row(12) + "]");
    assertEquals(List.of(11L, 12L), ids(first));
    assertEquals(new Cursor(13, 13), first.next().orElseThrow());
    Page second = page(new Cursor(13, 13), "[" + row(14) + "]");
    assertEquals(List.of(), ids(second));
    assertEquals(13, second.answeredFirst());
    assertEquals(13, second.answeredLast());
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void anEmptyPageTellsOfNoTrade() {
    Page page = page(new Cursor(13, 13), "[]");
    assertTrue(page.answeredFirst() > page.answeredLast());
    assertEquals(Optional.empty(), page.next());
  }

  @Test
  void theKeyGoesIntoAHeaderAndIsNotShown() {
    Secrets bad = name -> Optional.of(new Secret("two words"));
    assertThrows(
        IllegalArgumentException.class,
        () -> backfill.call(backfill.endpoint(), bad, GAP, backfill.begin(GAP)));
    Secrets good =
        name -> name.equals("BINANCE_API_KEY") ? Optional.of(new Secret("K3Y")) : Optional.empty();
    Call call = backfill.call(backfill.endpoint(), good, GAP, backfill.begin(GAP));
    assertEquals("K3Y", Objects.requireNonNull(call.headers().get("X-MBX-APIKEY")).reveal());
    assertFalse(call.toString().contains("K3Y"), call.toString());
  }

  @Test
  void channelsOtherThanTradeHaveNothingToRepair() {
    assertEquals(Optional.empty(), backfill("ticker", "bookTicker"));
  }

  /** But for the time of sending, which the reply does not know. */
  @Test
  void aRecordedTradeComesBackAsItWasSent() throws IOException {
    List<String> sent = recordedTrades();
    assertEquals(9_757, sent.size());
    for (int from = 0; from < sent.size(); from += 1_000) {
      List<String> part = sent.subList(from, Math.min(sent.size(), from + 1_000));
      List<String> rows = part.stream().map(BackfillTest::asRow).toList();
      long first = Long.parseLong(matched(part.get(0)).group(2));
      Gap gap = new Gap("BTCUSDT", first, first + part.size() - 1, 0, 0, 0);
      Page page = page(gap, backfill.begin(gap), rows.toString());
      List<String> expected =
          part.stream()
              .map(frame -> frame.replaceFirst("\"E\":[0-9]+", "\"E\":" + matched(frame).group(5)))
              .toList();
      assertEquals(
          expected, page.trades().stream().map(trade -> new String(trade.frame(), UTF_8)).toList());
    }
  }

  private static List<String> recordedTrades() throws IOException {
    List<String> trades = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        TestData.file(
                            "binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08"
                                + ".txt.gz"))),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("@trade\"")) {
          trades.add(line.substring(line.indexOf('{')));
        }
      }
    }
    return trades;
  }

  private static String asRow(String frame) {
    Matcher fields = matched(frame);
    return ("{\"id\":%s,\"price\":\"%s\",\"qty\":\"%s\",\"quoteQty\":\"0\",\"time\":%s,"
            + "\"isBuyerMaker\":%s,\"isBestMatch\":%s}")
        .formatted(
            fields.group(2),
            fields.group(3),
            fields.group(4),
            fields.group(5),
            fields.group(6),
            fields.group(7));
  }

  private static Matcher matched(String frame) {
    Matcher fields = TRADE.matcher(frame);
    assertTrue(fields.matches(), frame);
    return fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
        "[{\"id\":11}]",
        "[{\"id\":11,\"price\":\"1\",\"qty\":\"1\",\"time\":1,\"isBuyerMaker\":1}]",
        "[{\"id\":9}]",
        "null"
      })
  void aReplyOfAnotherFormFails(String body) {
    assertInstanceOf(Failed.class, backfill.read(GAP, backfill.begin(GAP), body.getBytes(UTF_8)));
  }

  private Page page(Cursor cursor, String body) {
    return page(GAP, cursor, body);
  }

  private Page page(Gap gap, Cursor cursor, String body) {
    return assertInstanceOf(Page.class, backfill.read(gap, cursor, body.getBytes(UTF_8)));
  }

  private static List<Long> ids(Page page) {
    return page.trades().stream().map(Trade::id).toList();
  }

  private static String row(long id) {
    return ("{\"id\":%s,\"price\":\"4.00000100\",\"qty\":\"12.00000000\",\"quoteQty\":\"48.000012\","
            + "\"time\":1499865549590,\"isBuyerMaker\":true,\"isBestMatch\":true}")
        .formatted(id);
  }

  private static Optional<RestBackfill> backfill(String... channels) {
    return Backfill.of(new Feed("binance", List.of("BTCUSDT"), List.of(channels)));
  }
}
