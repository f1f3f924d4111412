package tributary.feeds.coinbaseexchange;

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

class CoinbaseExchangeTest {
  private static final Set<String> ONLY_BTC = Set.of("BTC-USD");
  private static final FrameKind BTC = new FrameKind.Data("BTC-USD");
  private static final FrameKind UNKNOWN = new FrameKind.Unknown(null);

  private final CoinbaseExchange venue = new CoinbaseExchange();

  @Test
  void tellsWhatEachGoldenFrameIs() throws IOException {
    List<FrameKind> kinds =
        Files.readAllLines(TestData.file("golden/coinbase_exchange_frames.jsonl")).stream()
            .map(this::classify)
            .toList();
    assertEquals(
        List.of(
            new FrameKind.Ack(
                Map.of("ticker", ONLY_BTC, "matches", ONLY_BTC, "heartbeat", ONLY_BTC), ONLY_BTC),
            BTC,
            BTC,
            BTC,
            BTC,
            new FrameKind.Heartbeat("BTC-USD"),
            new FrameKind.Ack(Map.of("ticker_1000", ONLY_BTC), Set.of()),
            BTC,
            new FrameKind.Data("HBAR-USD"),
            refusal("YFI-USD is delisted"),
            refusal("ETH-USD is not a valid product"),
            refusal("ticket is not a valid channel"),
            refusal("level2, level3, and full channels now require authentication."),
            refusal("You need to specify at least one product ID for channel heartbeat")),
        kinds);
  }

  @Test
  void anAckListsItsProductsPerChannelInAnyOrder() {
    assertEquals(
        new FrameKind.Ack(
            Map.of("ticker_1000", ONLY_BTC, "heartbeat", Set.of("ETH-USD", "BTC-USD")),
            Set.of("BTC-USD", "ETH-USD")),
        classify(
            "{\"channels\":[{\"product_ids\":[\"BTC-USD\"],\"account_ids\":null,"
                + "\"name\":\"ticker_1000\"},{\"name\":\"heartbeat\","
                + "\"product_ids\":[\"ETH-USD\",\"BTC-USD\"]}],\"type\":\"subscriptions\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"subscriptions\"}",
        "{\"type\":\"subscriptions\",\"channels\":7}",
        "{\"type\":\"subscriptions\",\"channels\":[7,[{}]]}",
        "{\"type\":\"subscriptions\",\"channels\":[nothing]}"
      })
  void anAckWrittenOtherwiseListsNothing(String frame) {
    assertEquals(new FrameKind.Ack(Map.of(), Set.of()), classify(frame));
  }

  @Test
  void anErrorNeedsNoReason() {
    assertEquals(
        new FrameKind.Refusal("Failed to subscribe"),
        classify("{\"type\":\"error\",\"message\":\"Failed to subscribe\"}"));
    assertEquals(
        new FrameKind.Refusal("error without a message"), classify("{\"type\":\"error\"}"));
  }

  @Test
  void aNewTypeIsUnknownAndKeepsItsProduct() {
    assertEquals(
        new FrameKind.Unknown("BTC-USD"),
        classify("{\"type\":\"tomorrow\",\"product_id\":\"BTC-USD\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "{\"product_id\":\"BTC-USD\"}",
        "{\"type\":7,\"product_id\":7}",
        "{\"type\":\"ticker\"}",
        "{\"type\":\"heartbeat\"}",
        "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\",\"price\":\"1",
        "{\"type\":\"ticker\",\"product_id\":\"BTC USD\\u0000\"}",
        "{\"nested\":{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}}"
      })
  void whatCannotBeReadIsUnknownWithoutAProduct(String frame) {
    assertEquals(UNKNOWN, classify(frame));
  }

  @Test
  void aProductNameIsNoPlaceForMegabytes() {
    assertEquals(
        UNKNOWN, classify("{\"type\":\"ticker\",\"product_id\":\"" + "x".repeat(1 << 20) + "\"}"));
  }

  @Test
  void everyCutOfATickerIsUnknown() {
    String ticker =
        "{\"type\":\"ticker\",\"sequence\":1,\"product_id\":\"BTC-USD\",\"price\":\"1.5\"}";
    assertEquals(BTC, classify(ticker));
    IntStream.range(0, ticker.length())
        .forEach(length -> assertEquals(UNKNOWN, classify(ticker.substring(0, length))));
  }

  @Test
  void asksForAllProductsInOneFrame() {
    assertEquals(
        List.of(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                + "\"channels\":[\"ticker\",\"heartbeat\"]}"),
        venue.subscribeFrames(
            feed(List.of("BTC-USD", "ETH-USD"), List.of("ticker", "heartbeat")), ACCESS));
  }

  @Test
  void asksForTheChannelsOfTheWholeVenueWithoutProducts() {
    assertEquals(
        List.of(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}",
            "{\"type\":\"subscribe\",\"channels\":[\"status\"]}"),
        venue.subscribeFrames(feed(List.of("BTC-USD"), List.of("status", "ticker")), ACCESS));
  }

  @Test
  void spreadsALongListOfProductsOverConnections() {
    List<String> products = IntStream.range(0, 300).mapToObj(i -> "P" + i + "-USD").toList();
    List<Feed> parts = venue.connections(feed(products, List.of("ticker", "status")));
    assertEquals(3, parts.size());
    assertEquals(products, parts.stream().flatMap(part -> part.products().stream()).toList());
    assertEquals(
        List.of(List.of("ticker", "status"), List.of("ticker"), List.of("ticker")),
        parts.stream().map(Feed::channels).toList());
    assertEquals(1, venue.connections(feed(List.of(), List.of("status"))).size());
  }

  @Test
  void refusesAChannelThatIsNotOffered() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> venue.check(feed(List.of("BTC-USD"), List.of("ticket"))));
    assertEquals(
        "Invalid channel: ticket (coinbase-exchange offers auctionfeed, balance, full, heartbeat,"
            + " level2, level2_batch, level3, matches, rfq_matches, status, ticker, ticker_batch,"
            + " user)",
        failure.getMessage());
  }

  @Test
  void refusesNamesThatTheVenueCannotHave() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> venue.check(feed(List.of("BTC\"USD"), List.of("ticker"))));
    assertEquals(
        "Invalid product: BTC\"USD (coinbase-exchange writes it like BTC-USD)",
        failure.getMessage());
  }

  @Test
  void heartbeatsComeWhereTheyAreAskedFor() {
    assertEquals(
        SocketVenue.Heartbeats.PRODUCT,
        venue.heartbeats(feed(List.of("A"), List.of("ticker", "heartbeat"))));
    assertEquals(
        SocketVenue.Heartbeats.NONE, venue.heartbeats(feed(List.of("A"), List.of("ticker"))));
  }

  private FrameKind classify(String frame) {
    return venue.classify(frame.getBytes(UTF_8)).kind();
  }

  private static FrameKind refusal(String reason) {
    return new FrameKind.Refusal("Failed to subscribe: " + reason);
  }

  private static Feed feed(List<String> products, List<String> channels) {
    return new Feed("coinbase-exchange", products, channels);
  }
}
