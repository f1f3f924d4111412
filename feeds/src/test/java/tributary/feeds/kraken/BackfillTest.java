package tributary.feeds.kraken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.TestData;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.RestBackfill.Cursor;
import tributary.feeds.venue.RestBackfill.Failed;
import tributary.feeds.venue.RestBackfill.Gone;
import tributary.feeds.venue.RestBackfill.Page;
import tributary.feeds.venue.RestBackfill.Trade;
import tributary.feeds.venue.Secrets;

class BackfillTest {
  private static final Gap GAP = new Gap("BTC/USDT", 11, 13, 5_000_000, 0, 0);

  private final RestBackfill backfill =
      Backfill.of(new Feed("kraken", List.of("BTC/USDT"), List.of("trade"))).orElseThrow();

  @ParameterizedTest
  @CsvSource({"BTC/USDT,XBTUSDT", "ETH/BTC,ETHXBT", "DOGE/EUR,XDGEUR", "ALGO/USD,ALGOUSD"})
  void asksForThePairByItsOldName(String product, String pair) {
    Gap gap = new Gap(product, 11, 13, 5_000_000, 0, 0);
    assertEquals(
        "https://api.kraken.com/0/public/Trades?pair=" + pair + "&since=4999000000",
        backfill.call(backfill.endpoint(), Secrets.NONE, gap, backfill.begin(gap)).toString());
  }

  @Test
  void aRecordedReplyFillsAGapInItsMiddle() throws IOException {
    byte[] reply =
        Files.readAllBytes(TestData.file("kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json"));
    Gap gap = new Gap("BTC/USDT", 10218209, 10218300, 1762795433971744L, 0, 0);
    Page page = assertInstanceOf(Page.class, backfill.read(gap, backfill.begin(gap), reply));
    assertEquals(LongStream.rangeClosed(10218209, 10218300).boxed().toList(), ids(page));
    assertEquals(gap.first(), page.answeredFirst());
    assertEquals(gap.last(), page.answeredLast());
    assertEquals(Optional.empty(), page.next());
    assertEquals(
        "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USDT\","
            + "\"side\":\"buy\",\"price\":105410.10000,\"qty\":0.00005000,\"ord_type\":\"market\","
            + "\"trade_id\":10218209,\"timestamp\":\"2025-11-10T17:24:17.846737Z\"}]}",
        new String(page.trades().get(0).frame(), UTF_8));
  }

  @Test
  void goesOnBehindARecordedReply() throws IOException {
    byte[] reply =
        Files.readAllBytes(TestData.file("kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json"));
    Gap gap = new Gap("BTC/USDT", 10219207, 10219300, 0, 0, 0);
    Page page = assertInstanceOf(Page.class, backfill.read(gap, backfill.begin(gap), reply));
    assertEquals(List.of(10219207L), ids(page));
    assertEquals(10219207, page.answeredFirst());
    assertEquals(10219207, page.answeredLast());
    assertEquals(new Cursor(1762820035982277753L, 10219208), page.next().orElseThrow());
  }

  @Test
  void pagesOverlapByTheTradesOfOneInstant() {
    Page page = page(new Cursor(5, 12), row(10) + "," + row(11) + "," + row(12));
    assertEquals(List.of(12L), ids(page));
    assertEquals(12, page.answeredFirst());
    assertEquals(new Cursor(6, 13), page.next().orElseThrow());
  }

  @Test
  void onlyAPageThatShowsTheTradeBeforeTellsWhichAreNotThere() {
    Page seen = page(backfill.begin(GAP), row(10) + "," + row(13));
    assertEquals(11, seen.answeredFirst());
    assertEquals(13, seen.answeredLast());
    Page unseen = page(backfill.begin(GAP), row(13));
    assertEquals(13, unseen.answeredFirst());
  }

  @Test
  void aPageOfOlderTradesOnlyIsNotTheEnd() {
    Page page = page(new Cursor(5, 12), row(10) + "," + row(11));
    assertEquals(List.of(), ids(page));
    assertTrue(page.answeredFirst() > page.answeredLast());
    assertEquals(new Cursor(6, 12), page.next().orElseThrow());
  }

  @Test
  void aPageWithNothingNewIsTheEndOfWhatTheVenueHas() {
    Page page = page(new Cursor(6, 12), row(11));
    assertTrue(page.answeredFirst() > page.answeredLast());
    assertEquals(Optional.empty(), page.next());
    assertEquals(Optional.empty(), page(new Cursor(6, 12), "").next());
  }

  @Test
  void anErrorWithStatus200IsNoAnswer() {
    assertEquals(
        new Failed("EGeneral:Too many requests"),
        read("{\"error\":[\"EGeneral:Too many requests\"]}"));
    assertInstanceOf(Gone.class, read("{\"error\":[\"EQuery:Unknown asset pair\"]}"));
  }

  @Test
  void aVenuesWordsAreShownInOneShortLine() {
    String words = "\\u001b[2J\\n" + "x".repeat(4_000);
    Failed failed = assertInstanceOf(Failed.class, read("{\"error\":[\"" + words + "\"]}"));
    assertTrue(failed.problem().matches("\\?\\[2J\\?x+\\.\\.\\."), failed.problem());
    assertEquals(RestBackfill.LONGEST_TEXT + 3, failed.problem().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"error\":[]}",
        "{\"error\":[],\"result\":{}}",
        "{\"error\":[],\"result\":{\"last\":\"7\"}}",
        "{\"error\":[],\"result\":{\"A\":[]}}",
        "{\"error\":[],\"result\":{\"A\":[],\"last\":\"-7\"}}",
        "{\"error\":[],\"result\":{\"A\":[],\"last\":\"99999999999999999999\"}}",
        "{\"error\":[],\"result\":{\"A\":[],\"B\":[],\"last\":\"7\"}}",
        "{\"error\":[],\"result\":{\"A\":[[\"1\",\"1\",1,\"x\",\"l\",\"\",11]],\"last\":\"7\"}}",
        "{\"error\":[],\"result\":{\"A\":[[\"1\",\"1\",1e99,\"b\",\"l\",\"\",11]],\"last\":\"7\"}}",
        "{\"error\":[],\"result\":{\"A\":[[\"007\",\"1\",1,\"b\",\"l\",\"\",11]],\"last\":\"7\"}}",
        "{\"error\":[],\"result\":{\"A\":[[\"1\",\"1\",1,\"b\",\"l\"]],\"last\":\"7\"}}"
      })
  void aReplyOfAnotherFormFails(String body) {
    assertInstanceOf(Failed.class, read(body));
  }

  private RestBackfill.Reply read(String body) {
    return backfill.read(GAP, backfill.begin(GAP), body.getBytes(UTF_8));
  }

  private Page page(Cursor cursor, String rows) {
    String body = "{\"error\":[],\"result\":{\"XXBTZUSD\":[" + rows + "],\"last\":\"7\"}}";
    return assertInstanceOf(Page.class, backfill.read(GAP, cursor, body.getBytes(UTF_8)));
  }

  private static List<Long> ids(Page page) {
    return page.trades().stream().map(Trade::id).toList();
  }

  private static String row(long id) {
    return "[\"4.1\",\"12.0\",1762795433.9717445,\"s\",\"l\",\"\",%s]".formatted(id);
  }
}
