package tributary.feeds.kraken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tributary.feeds.TestAccess.ACCESS;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.TestData;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.SocketVenue;

class KrakenTest {
  private static final FrameKind BTC = new FrameKind.Data("BTC/USD");
  private static final FrameKind ALIVE = new FrameKind.Heartbeat(null);
  private static final FrameKind UNKNOWN = new FrameKind.Unknown(null);

  private final Kraken venue = new Kraken();

  @Test
  void tellsWhatEachGoldenFrameIs() throws IOException {
    assertEquals(
        List.of(
            ALIVE,
            new FrameKind.Ack(Map.of("ticker", Set.of("BTC/USD")), Set.of()),
            new FrameKind.Data("ALGO/USD"),
            BTC,
            ALIVE),
        Files.readAllLines(TestData.file("golden/kraken_v2_frames.jsonl")).stream()
            .map(this::classify)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "cancel_only", "post_only"})
  void aSystemThatIsNotOnlineIsShown(String system) {
    assertEquals(
        new FrameKind.Refusal("the system is " + system),
        classify(
            "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\","
                + "\"system\":\""
                + system
                + "\",\"connection_id\":18446744073709551615}]}"));
  }

  @Test
  void aRefusalNamesTheProductOnce() {
    assertEquals(
        new FrameKind.Refusal("Currency pair not supported BTC/XYZ"),
        classify(
            "{\"error\":\"Currency pair not supported BTC/XYZ\",\"method\":\"subscribe\","
                + "\"success\":false,\"symbol\":\"BTC/XYZ\"}"));
    assertEquals(
        new FrameKind.Refusal("Already subscribed: BTC/USD"),
        classify(
            "{\"error\":\"Already subscribed\",\"method\":\"subscribe\",\"success\":false,"
                + "\"symbol\":\"BTC/USD\"}"));
    assertEquals(
        new FrameKind.Refusal("error without a message"),
        classify("{\"method\":\"subscribe\",\"success\":false}"));
  }

  @Test
  void severalProductsInAFrameGoByTheFirst() {
    assertEquals(
        BTC,
        classify(
            "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\"},"
                + "{\"symbol\":\"ETH/USD\"}]}"));
  }

  @Test
  void anAckWrittenOtherwiseListsNothing() {
    FrameKind nothing = new FrameKind.Ack(Map.of(), Set.of());
    assertEquals(nothing, classify("{\"method\":\"subscribe\",\"success\":true}"));
    assertEquals(nothing, classify("{\"method\":\"subscribe\",\"result\":[7],\"success\":true}"));
  }

  @Test
  void aNewChannelIsUnknownAndKeepsItsProduct() {
    assertEquals(
        new FrameKind.Unknown("BTC/USD"),
        classify("{\"channel\":\"tomorrow\",\"data\":[{\"symbol\":\"BTC/USD\"}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "{\"channel\":7}",
        "{\"channel\":\"trade\"}",
        "{\"channel\":\"status\"}",
        "{\"channel\":\"status\",\"data\":[]}",
        "{\"channel\":\"trade\",\"data\":{\"symbol\":\"BTC/USD\"}}",
        "{\"channel\":\"trade\",\"data\":[[{\"symbol\":\"BTC/USD\"}]]}",
        "{\"channel\":\"trade\",\"data\":[{\"symbol\":\"BTCUSD\"}]}",
        "{\"channel\":\"trade\",\"data\":[{\"symbol\" \"BTC/USD\"}]}",
        "{\"method\":\"unsubscribe\",\"success\":true}",
        "{\"method\":\"pong\"}"
      })
  void whatCannotBeReadIsUnknownWithoutAProduct(String frame) {
    assertEquals(UNKNOWN, classify(frame));
  }

  @Test
  void everyCutOfATradeIsUnknown() {
    String trade =
        "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\","
            + "\"side\":\"sell\",\"price\":63348.40,\"qty\":9.417e-05,\"trade_id\":104622323}]}";
    assertEquals(BTC, classify(trade));
    IntStream.range(0, trade.length())
        .forEach(length -> assertEquals(UNKNOWN, classify(trade.substring(0, length))));
  }

  @Test
  void asksForEachChannelByItself() {
    assertEquals(
        List.of(
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\","
                + "\"symbol\":[\"BTC/USD\",\"ETH/USD\"]}}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\","
                + "\"symbol\":[\"BTC/USD\",\"ETH/USD\"]}}"),
        venue.subscribeFrames(
            feed(List.of("BTC/USD", "ETH/USD"), List.of("trade", "ticker")), ACCESS));
  }

  @Test
  void splitsALongListOfProducts() {
    List<String> products = IntStream.range(0, 250).mapToObj(i -> "P" + i + "/USD").toList();
    List<String> frames = venue.subscribeFrames(feed(products, List.of("ticker")), ACCESS);
    assertEquals(3, frames.size());
    products.forEach(
        product ->
            assertEquals(
                1, frames.stream().filter(frame -> frame.contains("\"" + product + "\"")).count()));
  }

  @Test
  void refusesNamesThatTheVenueCannotHave() {
    assertRefused(
        "Invalid product: BTCUSD (kraken writes it like BTC/USD)",
        feed(List.of("BTCUSD"), List.of("trade")));
    assertRefused(
        "Invalid channel: heartbeat (kraken has book, ohlc, ticker, trade; its heartbeats come by"
            + " themselves)",
        feed(List.of("BTC/USD"), List.of("heartbeat")));
    assertRefused(
        "Invalid request: no product or no channel (kraken wants both, such as BTC/USD and trade)",
        feed(List.of("BTC/USD"), List.of()));
  }

  @Test
  void heartbeatsAreThoseOfTheConnection() {
    Feed request = feed(List.of("BTC/USD"), List.of("trade"));
    assertEquals(SocketVenue.Heartbeats.CONNECTION, venue.heartbeats(request));
    assertEquals(List.of(request), venue.connections(request));
  }

  private void assertRefused(String message, Feed request) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> venue.check(request)).getMessage());
  }

  private FrameKind classify(String frame) {
    return venue.classify(frame.getBytes(UTF_8)).kind();
  }

  private static Feed feed(List<String> products, List<String> channels) {
    return new Feed("kraken", products, channels);
  }
}
