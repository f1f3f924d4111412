package tributary.feeds.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.TestData;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.SocketVenue;

class BinanceSpotTest {
  private static final FrameKind BTC = new FrameKind.Data("BTCUSDT");
  private static final FrameKind UNKNOWN = new FrameKind.Unknown(null);
  private static final String TRADE =
      "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":7}}";

  private final BinanceSpot venue = new BinanceSpot();

  @Test
  void tellsWhatEachRecordedFrameIs() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        TestData.file(
                            "binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz"))),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String frame = line.substring(line.indexOf(' ') + 1);
        String stream = frame.startsWith("{\"stream\":\"") ? frame.split("\"", 5)[3] : "none";
        kinds.merge(stream + " " + classify(frame), 1, Integer::sum);
      }
    }
    assertEquals(
        Map.of(
            "btcusdt@bookTicker " + BTC, 28_040,
            "btcusdt@trade " + BTC, 9_757,
            "btcusdt@depth@100ms " + BTC, 3_451,
            "none " + UNKNOWN, 1),
        kinds);
  }

  @Test
  void aTickerIsDataAndSoIsABookThatOnlyItsStreamNames() {
    assertEquals(
        BTC,
        classify(
            "{\"stream\":\"btcusdt@ticker\",\"data\":{\"e\":\"24hrTicker\",\"E\":1,"
                + "\"s\":\"BTCUSDT\",\"p\":\"1.0\"}}"));
    assertEquals(
        BTC,
        classify(
            "{\"stream\":\"btcusdt@depth20@100ms\",\"data\":{\"lastUpdateId\":1,\"bids\":[]}}"));
  }

  @Test
  void theProductIsTheDatasOwnAndNotThatOfSomethingInIt() {
    assertEquals(
        new FrameKind.Data("ETHUSDT"),
        classify(
            "{\"data\":{\"k\":{\"s\":\"BTCUSDT\"},\"s\":\"ETHUSDT\"},"
                + "\"stream\":\"ethusdt@kline_1m\"}"));
  }

  @Test
  void anAnswerByIdIsAnAckThatListsNothing() {
    assertEquals(new FrameKind.Ack(Map.of(), Set.of()), classify("{\"result\":null,\"id\":1}"));
  }

  @Test
  void anErrorIsARefusalInTheVenuesWords() {
    assertEquals(
        new FrameKind.Refusal("Invalid request: unknown method (code 2)"),
        classify("{\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown method\"},\"id\":1}"));
    assertEquals(
        new FrameKind.Refusal("Invalid JSON (code 3)"),
        classify("{\"code\":3,\"msg\":\"Invalid JSON\"}"));
    assertEquals(
        new FrameKind.Refusal("error without a message"), classify("{\"error\":{},\"id\":null}"));
  }

  @Test
  void aShutdownIsAnnounced() {
    assertEquals(
        new FrameKind.Closing("the server shuts down"),
        classify(
            "{\"stream\":\"!serverShutdown\","
                + "\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}"));
  }

  @Test
  void aNewStreamIsUnknownAndKeepsItsProduct() {
    assertEquals(
        new FrameKind.Unknown("BTCUSDT"),
        classify("{\"stream\":\"btcusdt@tomorrow\",\"data\":{\"s\":\"BTCUSDT\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "{\"stream\":7,\"data\":{}}",
        "{\"stream\":\"\",\"data\":{}}",
        "{\"stream\":\"@\",\"data\":{}}",
        "{\"stream\":\"@trade\",\"data\":{}}",
        "{\"stream\":\"trade\",\"data\":[{\"s\":\"BTCUSDT\"}]}",
        "{\"stream\":\"!miniTicker@arr\",\"data\":[{\"s\":\"BTCUSDT\"}]}",
        "{\"stream\":\"btc usdt@trade\",\"data\":{\"s\":\"BTC\\u0000\"}}",
        "{\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}"
      })
  void whatCannotBeReadIsUnknownWithoutAProduct(String frame) {
    assertEquals(UNKNOWN, classify(frame));
  }

  @Test
  void everyCutOfATradeIsUnknown() {
    assertEquals(BTC, classify(TRADE));
    IntStream.range(0, TRADE.length())
        .forEach(length -> assertEquals(UNKNOWN, classify(TRADE.substring(0, length))));
  }

  @Test
  void asksForStreamsInLowerCase() {
    assertEquals(
        List.of(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"btcusdt@ticker\","
                + "\"ethusdt@trade\",\"ethusdt@ticker\"],\"id\":1}"),
        venue.subscribeFrames(
            feed(List.of("BTCUSDT", "ETHUSDT"), List.of("trade", "ticker")), ACCESS));
  }

  @Test
  void spreadsManyProductsOverConnectionsThatTheVenuePermits() {
    List<String> products = IntStream.range(0, 3_000).mapToObj(i -> "COIN" + i + "USDT").toList();
    Feed request = feed(products, List.of("trade", "bookTicker"));
    List<String> asked = new ArrayList<>();
    for (Feed connection : venue.connections(request)) {
      List<String> messages = venue.subscribeFrames(connection, ACCESS);
      assertTrue(messages.size() <= 4, "5 messages/s, and a pong must find room");
      int streams = 0;
      for (String message : messages) {
        assertTrue(message.getBytes(UTF_8).length <= 4_000, "the venue ignores longer messages");
        assertTrue(message.endsWith("\"id\":" + (messages.indexOf(message) + 1) + "}"));
        streams += message.split("@", -1).length - 1;
      }
      assertEquals(2 * connection.products().size(), streams);
      assertTrue(streams <= 1_024);
      asked.addAll(connection.products());
    }
    assertEquals(products, asked);
  }

  @Test
  void oneConnectionIsEnoughForTheMostStreamsThatItMayHave() {
    List<String> products = IntStream.range(0, 1_024).mapToObj(i -> "A" + i).toList();
    assertEquals(1, venue.connections(feed(products, List.of("depth"))).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trade", "depth20@100ms", "kline_1m", "bookTicker"})
  void offersItsChannels(String channel) {
    venue.check(feed(List.of("BTCUSDT"), List.of(channel)));
  }

  @Test
  void refusesNamesThatTheVenueCannotHave() {
    assertRefused(
        "Invalid product: btcusdt (binance writes it like BTCUSDT)",
        feed(List.of("btcusdt"), List.of("trade")));
    assertRefused(
        "Invalid channel: heartbeat (binance writes it like trade)",
        feed(List.of("BTCUSDT"), List.of("heartbeat")));
    assertRefused(
        "Invalid channels: [trade, trade] (each once)",
        feed(List.of("BTCUSDT"), List.of("trade", "trade")));
    assertRefused(
        "Invalid request: no product or no channel (binance wants a stream such as BTCUSDT's"
            + " trade)",
        feed(List.of("BTCUSDT"), List.of()));
  }

  private void assertRefused(String message, Feed request) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> venue.check(request)).getMessage());
  }

  @Test
  void silenceProvesNothingAndADayIsTheEnd() {
    Feed request = feed(List.of("BTCUSDT"), List.of("trade"));
    assertEquals(SocketVenue.Heartbeats.NONE, venue.heartbeats(request));
    assertEquals(Optional.of(Duration.ofHours(24)), venue.longestConnection());
    assertFalse(venue.namesWhatItAcks());
    assertEquals(300, Duration.ofMinutes(5).dividedBy(venue.connectSpacing()));
  }

  private FrameKind classify(String frame) {
    return venue.classify(frame.getBytes(UTF_8)).kind();
  }

  private static Feed feed(List<String> products, List<String> channels) {
    return new Feed("binance", products, channels);
  }
}
