package tributary.feeds.alphavantage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tributary.feeds.TestAccess.ACCESS;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.TestAccess;
import tributary.feeds.TestData;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.Reading;

class AlphaVantageTest {
  private static final Access KEY = TestAccess.with(Map.of("ALPHAVANTAGE_API_KEY", "KEY17"));
  private static final Access PREMIUM =
      TestAccess.with(
          Map.of("ALPHAVANTAGE_API_KEY", "KEY17", "ALPHAVANTAGE_PREMIUM_API_KEY", "PAID"));
  private static final Poll WEEKLY =
      new Poll("weekly-adjusted", List.of("IBM"), "IBM", Duration.ofDays(1));

  private final AlphaVantage venue = new AlphaVantage();

  @Test
  void asksForEachSymbolAndChannelByItself() {
    List<Poll> polls =
        venue.polls(request(List.of("IBM", "MSFT"), "weekly-adjusted", "intraday-5min"), KEY);
    assertEquals(
        List.of(
            "weekly-adjusted IBM",
            "weekly-adjusted MSFT",
            "intraday-5min IBM",
            "intraday-5min MSFT"),
        polls.stream().map(poll -> poll.channel() + " " + poll.key()).toList());
    assertEquals(
        "https://www.alphavantage.co/query?function=TIME_SERIES_WEEKLY_ADJUSTED&symbol=IBM"
            + "&apikey=***",
        venue.call(venue.endpoint(KEY), polls.get(0), KEY).toString());
    assertEquals(
        "https://www.alphavantage.co/query?function=TIME_SERIES_INTRADAY&interval=5min"
            + "&outputsize=compact&symbol=MSFT&apikey=KEY17",
        venue.call(venue.endpoint(KEY), polls.get(3), KEY).address().toString());
  }

  @Test
  void asksAsOftenAsTheKeyAllows() {
    Feed request = request(List.of("IBM"), "weekly-adjusted", "intraday-5min", "intraday-60min");
    assertEquals(
        List.of(Duration.ofDays(1), Duration.ofMinutes(250), Duration.ofDays(1)),
        venue.polls(request, KEY).stream().map(Poll::every).toList());
    assertEquals(
        List.of(Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofMinutes(60)),
        venue.polls(request, PREMIUM).stream().map(Poll::every).toList());
    assertEquals(
        "[1 call per second, 5 calls per minute, 25 calls per day]", venue.limits(KEY).toString());
    assertEquals("[1 call per second, 75 calls per minute]", venue.limits(PREMIUM).toString());
  }

  @Test
  void weeklyIsWhatIsMeantWithoutAChannel() {
    assertEquals(List.of(WEEKLY), venue.polls(request(List.of("IBM")), KEY));
  }

  @Test
  void withoutAKeyItSaysWhichAndWhereToGetIt() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class, () -> venue.polls(request(List.of("IBM")), ACCESS));
    assertEquals(
        "Cannot ask Alpha Vantage without a key: get one at"
            + " https://www.alphavantage.co/support/#api-key and put it into the environment as"
            + " ALPHAVANTAGE_API_KEY",
        failure.getMessage());
  }

  @Test
  void noneOfTheGoldenRefusalsIsData() throws IOException {
    List<Reading> readings =
        Files.readAllLines(TestData.file("golden/alphavantage_refusals.jsonl"), UTF_8).stream()
            .map(line -> read(line.substring(line.indexOf("\"body\":") + 7, line.length() - 1)))
            .toList();
    assertEquals(
        List.of(
            Optional.of(Duration.ofSeconds(2)),
            Optional.of(Duration.ofHours(1)),
            Optional.of(Duration.ofHours(1)),
            Optional.of(Duration.ofMinutes(1)),
            Optional.empty(),
            Optional.of(Duration.ofHours(1))),
        readings.stream()
            .map(reading -> assertInstanceOf(Reading.Refusal.class, reading).pause())
            .toList());
  }

  @Test
  void readsTheRecordedReplies() throws IOException {
    for (String file :
        List.of(
            "weekly-adjusted_IBM_2022-04-05.json.gz", "weekly-adjusted_IBM_2022-02-11.json.gz")) {
      try (GZIPInputStream in =
          new GZIPInputStream(
              Files.newInputStream(TestData.file("alphavantage/alphavantage_" + file)))) {
        assertEquals(new Reading.Data(Set.of("IBM")), venue.read(WEEKLY, in.readAllBytes()));
      }
    }
    byte[] intraday =
        Files.readAllBytes(
            TestData.file("alphavantage/alphavantage_intraday-1min_MSFT_2017-12-18.json"));
    Poll poll = new Poll("intraday-1min", List.of("MSFT"), "MSFT", Duration.ofMinutes(50));
    assertEquals(new Reading.Data(Set.of("MSFT")), venue.read(poll, intraday));
    Poll other = new Poll("intraday-5min", List.of("MSFT"), "MSFT", Duration.ofMinutes(50));
    assertInstanceOf(Reading.Unusable.class, venue.read(other, intraday));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"Meta Data\":{\"2. Symbol\":\"MSFT\"},\"Weekly Adjusted Time Series\":{}} | reply about"
            + " another symbol than IBM",
        "{\"Weekly Time Series\":{}} | reply without \"Weekly Adjusted Time Series\"",
        "{\"Weekly Adjusted Time Series\":\"soon\"} | reply without \"Weekly Adjusted Time Series\"",
        "{} | reply without \"Weekly Adjusted Time Series\"",
        "[] | reply that is no JSON object",
        "{\"Weekly Adjusted Time Series\":{} | reply that is no whole JSON",
        "{\"Weekly Adjusted Time Series\":{}}{} | reply with something behind its JSON",
      })
  void whatIsNoSeriesIsUnusable(String body, String reason) {
    assertEquals(new Reading.Unusable(reason), read(body));
  }

  @Test
  void aSeriesIsDataWhateverElseTheReplySays() {
    String body = "{\"Information\":\"25 requests per day\",\"Weekly Adjusted Time Series\":{}}";
    assertEquals(new Reading.Data(Set.of("IBM")), read(body));
  }

  @Test
  void theFrameIsTheReply() {
    byte[] body = {1, 2, 3};
    assertSame(body, venue.frame(body, 17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A B", "IBM&apikey=x", "\u00e9"})
  void refusesWhatIsNoSymbol(String symbol) {
    assertThrows(IllegalArgumentException.class, () -> venue.check(request(List.of(symbol))));
  }

  @Test
  void namesTheChannelsThatThereAre() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class, () -> venue.check(request(List.of("IBM"), "daily")));
    assertEquals(
        "Invalid channel: daily (alpha-vantage offers weekly-adjusted, intraday-1min,"
            + " intraday-5min, intraday-15min, intraday-30min, intraday-60min)",
        failure.getMessage());
  }

  private Reading read(String body) {
    return venue.read(WEEKLY, body.getBytes(UTF_8));
  }

  private static Feed request(List<String> symbols, String... channels) {
    return new Feed("alpha-vantage", symbols, List.of(channels));
  }
}
