package tributary.feeds.coinbaseadvanced;

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
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.SocketVenue;

class CoinbaseAdvancedTest {
  private static final FrameKind BTC = new FrameKind.Data("BTC-USD");
  private static final Heard UNKNOWN = Heard.unnumbered(new FrameKind.Unknown(null));

  private final CoinbaseAdvanced venue = new CoinbaseAdvanced();

  @Test
  void tellsWhatEachGoldenFrameIs() throws IOException {
    List<Heard> heard =
        Files.readAllLines(TestData.file("golden/coinbase_advanced_frames.jsonl")).stream()
            .map(this::classify)
            .toList();
    assertEquals(
        List.of(
            new Heard(BTC, 0),
            new Heard(new FrameKind.Ack(Map.of("ticker", Set.of("BTC-USD")), Set.of()), 1),
            new Heard(BTC, 1851),
            new Heard(new FrameKind.Data("ETH-USDT"), 2),
            new Heard(new FrameKind.Ack(Map.of("heartbeats", Set.of()), Set.of()), 0),
            new Heard(new FrameKind.Heartbeat(null), 1)),
        heard);
  }

  @Test
  void anOrderBookIsOfTheProductOfItsEvent() {
    assertEquals(
        new Heard(BTC, 7),
        classify(
            "{\"channel\":\"l2_data\",\"sequence_num\":7,\"events\":[{\"type\":\"update\","
                + "\"product_id\" : \"BTC-USD\",\"updates\":[]}]}"));
  }

  @Test
  void aNameThatIsAValueOrInsideATextIsNoProduct() {
    assertEquals(
        new Heard(BTC, 7),
        classify(
            "{\"channel\":\"ticker\",\"sequence_num\":7,\"events\":[{\"type\":\"product_id\","
                + "\"note\":\"\\\"product_id\\\":\\\"X\\\"\",\"product_id\":7,"
                + "\"tickers\":[{\"product_id\":\"BTC-USD\"}]}]}"));
  }

  @Test
  void aNewChannelIsUnknownAndKeepsNumberAndProduct() {
    assertEquals(
        new Heard(new FrameKind.Unknown("BTC-USD"), 9),
        classify(
            "{\"channel\":\"tomorrow\",\"sequence_num\":9,\"events\":[{\"product_id\":\"BTC-USD\"}]}"));
    assertEquals(
        new Heard(new FrameKind.Unknown(null), 9),
        classify("{\"channel\":\"ticker\",\"sequence_num\":9,\"events\":[]}"));
  }

  @Test
  void anErrorIsARefusal() {
    assertEquals(
        Heard.unnumbered(new FrameKind.Refusal("authentication failure")),
        classify("{\"type\":\"error\",\"message\":\"authentication failure\"}"));
    assertEquals(
        Heard.unnumbered(new FrameKind.Refusal("error without a message")),
        classify("{\"type\":\"error\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "{\"channel\":7}",
        "{\"channel\":\"ticker\"}",
        "{\"channel\":\"ticker\",\"events\":[{\"product_id\":\"BTC USD\"}]}",
        "{\"channel\":\"ticker\",\"events\":[{\"product_id\"",
        "{\"channel\":\"ticker\",\"events\":[{\"product_id\":\"BTC-USD\"}]"
      })
  void whatCannotBeReadIsUnknown(String frame) {
    assertEquals(UNKNOWN, classify(frame));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channel\":\"subscriptions\"}",
        "{\"channel\":\"subscriptions\",\"events\":[{\"subscriptions\":7}]}",
        "{\"channel\":\"subscriptions\",\"events\":[{\"subscriptions\":{\"ticker\":[nothing]}}]}",
        "{\"channel\":\"subscriptions\",\"events\":[[[[[[[[[[[[{\"subscriptions\":{\"a\":[]}}]]]]]]]]]]]]}"
      })
  void anAckWrittenOtherwiseListsNothing(String frame) {
    assertEquals(Heard.unnumbered(new FrameKind.Ack(Map.of(), Set.of())), classify(frame));
  }

  @Test
  void everyCutOfAFrameIsUnknown() {
    String frame =
        "{\"channel\":\"ticker\",\"sequence_num\":3,\"events\":[{\"type\":\"update\",\"tickers\":"
            + "[{\"product_id\":\"BTC-USD\",\"price\":\"1.5\"}]}]}";
    assertEquals(new Heard(BTC, 3), classify(frame));
    IntStream.range(0, frame.length())
        .forEach(length -> assertEquals(UNKNOWN, classify(frame.substring(0, length))));
  }

  @Test
  void looksForAProductOnlyWhereOneCanBe() {
    for (String events :
        List.of(
            "[{\"tickers\":[{\"a\":{\"product_id\":\"BTC-USD\"}}]}]",
            "[{\"tickers\":[7,{\"product_id\":\"BTC-USD\"}]}]",
            "[{},{\"product_id\":\"BTC-USD\"}]")) {
      assertEquals(UNKNOWN, classify("{\"channel\":\"ticker\",\"events\":" + events + "}"));
    }
  }

  @Test
  void asksForOneChannelPerMessageAndAlwaysForHeartbeats() {
    assertEquals(
        List.of(
            "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                + "\"channel\":\"ticker\"}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                + "\"channel\":\"market_trades\"}"),
        venue.subscribeFrames(
            feed(List.of("BTC-USD", "ETH-USD"), List.of("ticker", "heartbeats", "market_trades")),
            ACCESS));
    assertEquals(
        SocketVenue.Heartbeats.CONNECTION,
        venue.heartbeats(feed(List.of("BTC-USD"), List.of("ticker"))));
  }

  @Test
  void spreadsALongListOfProductsOverConnections() {
    List<String> products = IntStream.range(0, 300).mapToObj(i -> "P" + i + "-USD").toList();
    List<Feed> parts = venue.connections(feed(products, List.of("ticker")));
    assertEquals(3, parts.size());
    assertEquals(products, parts.stream().flatMap(part -> part.products().stream()).toList());
  }

  @Test
  void refusesWhatTheVenueCannotHave() {
    Exception product =
        assertThrows(
            IllegalArgumentException.class,
            () -> venue.check(feed(List.of("BTC\"USD"), List.of("ticker"))));
    assertEquals(
        "Invalid product: BTC\"USD (coinbase-advanced writes it like BTC-USD)",
        product.getMessage());
    Exception channel =
        assertThrows(
            IllegalArgumentException.class,
            () -> venue.check(feed(List.of("BTC-USD"), List.of("matches"))));
    assertEquals(
        "Invalid channel: matches (coinbase-advanced offers candles, heartbeats, level2,"
            + " market_trades, status, ticker, ticker_batch)",
        channel.getMessage());
  }

  private Heard classify(String frame) {
    return venue.classify(frame.getBytes(UTF_8));
  }

  private static Feed feed(List<String> products, List<String> channels) {
    return new Feed("coinbase-advanced", products, channels);
  }
}
