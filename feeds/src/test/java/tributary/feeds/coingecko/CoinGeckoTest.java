package tributary.feeds.coingecko;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tributary.feeds.TestAccess.ACCESS;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.TestAccess;
import tributary.feeds.TestData;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.Reading;

class CoinGeckoTest {
  private static final Feed REQUEST =
      new Feed("coingecko", List.of("bitcoin", "status"), List.of());

  private final CoinGecko venue = new CoinGecko();

  @Test
  void asksForAllCoinsInOneCallEveryHalfMinute() {
    assertEquals(
        List.of(
            new Poll(
                "simple-price", List.of("bitcoin", "status"), "coingecko", Duration.ofSeconds(30))),
        venue.polls(REQUEST, ACCESS));
    Call call = venue.call(venue.endpoint(ACCESS), poll(), ACCESS);
    assertEquals(
        "https://api.coingecko.com/api/v3/simple/price?ids=bitcoin%2Cstatus&vs_currencies=usd"
            + "&include_market_cap=true&include_24hr_vol=true&include_24hr_change=true"
            + "&include_last_updated_at=true&precision=full",
        call.address().toString());
    assertEquals(Map.of(), call.headers());
  }

  @Test
  void aDemoKeyGoesIntoItsHeader() {
    Access access = TestAccess.with(Map.of("COINGECKO_DEMO_API_KEY", "demo-1"));
    Call call = venue.call(venue.endpoint(access), poll(), access);
    assertEquals("api.coingecko.com", call.address().getHost());
    assertEquals(Set.of("x-cg-demo-api-key"), call.headers().keySet());
    assertEquals(
        List.of(Limit.perMinute(30), new Limit(10_000, Duration.ofDays(30))), venue.limits(access));
  }

  @Test
  void aProKeyGoesToItsOwnHost() {
    Access access =
        TestAccess.with(
            Map.of("COINGECKO_DEMO_API_KEY", "demo-1", "COINGECKO_PRO_API_KEY", "pro-1"));
    Call call = venue.call(venue.endpoint(access), poll(), access);
    assertEquals("pro-api.coingecko.com", call.address().getHost());
    assertEquals(Set.of("x-cg-pro-api-key"), call.headers().keySet());
  }

  @Test
  void tellsWhichCoinsAReplyHas() {
    assertEquals(data("bitcoin"), read("{\"bitcoin\":{\"usd\":83749}}"));
    assertEquals(
        data("bitcoin", "status"),
        read("{\"bitcoin\":{\"usd\":1},\"status\":{\"usd\":0.02,\"usd_24h_vol\":{}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"status\":{\"error_code\":429,\"error_message\":\"slow\"}} | slow",
        "{\"error\":{\"status\":{\"error_code\":1,\"error_message\":\"no\"}}} | no",
        "{\"status\":{\"error_code\":10012}} | 10012",
        "{\"error\":\"invalid vs_currency\"} | invalid vs_currency",
        "{} | no price: it knows none of [bitcoin, status]",
      })
  void knowsTheVenuesErrors(String body, String words) {
    assertEquals(new Reading.Refusal(words, Optional.empty()), read(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "17",
        "{\"bitcoin\":{\"usd\":1}",
        "{\"bitcoin\":{\"usd\":1}}}",
        "{]",
        "x"
      })
  void whatIsNoWholeObjectIsUnusable(String body) {
    assertInstanceOf(Reading.Unusable.class, read(body));
  }

  @Test
  void readsTheGoldenReplies() throws IOException {
    List<String> lines =
        Files.readAllLines(TestData.file("golden/coingecko_simple_price.jsonl"), UTF_8);
    List<Reading> readings = lines.stream().map(line -> read(body(line))).toList();
    assertEquals(data("bitcoin"), readings.get(0));
    assertInstanceOf(Reading.Refusal.class, readings.get(1));
    assertEquals(new Reading.Refusal("invalid vs_currency", Optional.empty()), readings.get(2));
    assertInstanceOf(Reading.Refusal.class, readings.get(3));
  }

  @Test
  void theFrameHoldsTheReplyByteByByte() {
    String reply = "{\"bitcoin\":{ \"usd\":83749.100000000000000001e0}}\n";
    byte[] frame = venue.frame(reply.getBytes(UTF_8), 1_791_367_550_000_017L);
    assertEquals(
        "{\"timestamp\":\"2026-10-07T10:05:50.000017Z\",\"source\":\"coingecko\",\"data\":"
            + reply
            + "}",
        new String(frame, UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BTC", "a,b", "a b", "-a"})
  void refusesWhatIsNoCoin(String product) {
    Feed request = new Feed("coingecko", List.of(product), List.of());
    assertThrows(IllegalArgumentException.class, () -> venue.check(request));
  }

  @Test
  void refusesOtherChannels() {
    Feed request = new Feed("coingecko", List.of("bitcoin"), List.of("ticker"));
    Exception failure = assertThrows(IllegalArgumentException.class, () -> venue.check(request));
    assertEquals("Invalid channel: ticker (coingecko offers simple-price)", failure.getMessage());
  }

  @Test
  void asksAnEndpointOfItsOwnMachineOnlyInTheClear() {
    URI elsewhere = URI.create("http://api.coingecko.com");
    assertThrows(IllegalArgumentException.class, () -> venue.call(elsewhere, poll(), ACCESS));
  }

  private Reading read(String body) {
    return venue.read(poll(), body.getBytes(UTF_8));
  }

  private static String body(String line) {
    return line.substring(line.indexOf("\"body\":") + 7, line.length() - 1);
  }

  private Poll poll() {
    return venue.polls(REQUEST, ACCESS).get(0);
  }

  private static Reading data(String... products) {
    return new Reading.Data(Set.of(products));
  }
}
