package tributary.feeds.bitstamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.SocketVenue;

class BitstampTest {
  private static final FrameKind UNKNOWN = new FrameKind.Unknown(null);
  private static final String TRADE =
      "{\"data\": {\"id\": 1000000007, \"id_str\": \"1000000007\", \"type\": 1, "
          + "\"sell_order_id\": 3000000002, \"buy_order_id\": 3000000001, \"amount\": 0.10000000000000001, "
          + "\"amount_str\": \"0.10000000\", \"price\": 5000.2500000000001, \"price_str\": \"5000.25\", "
          + "\"microtimestamp\": \"1700000000123456\", \"timestamp\": \"1700000000\"}, "
          + "\"channel\": \"live_trades_btcusd\", \"event\": \"trade\"}";

  private final Bitstamp venue = new Bitstamp();

  @Test
  void theProductOfATradeStandsInItsChannel() {
    assertEquals(new FrameKind.Data("btcusd"), classify(TRADE));
    assertEquals(
        new FrameKind.Data("btcusd-perp"), classify(TRADE.replace("btcusd\"", "btcusd-perp\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "data, order_book_ethusd",
    "data, detail_order_book_ethusd",
    "data, diff_order_book_ethusd",
    "order_created, live_orders_ethusd"
  })
  void otherChannelsAreDataOfTheirProduct(String event, String channel) {
    assertEquals(
        new FrameKind.Data("ethusd"),
        classify(
            "{\"data\": {\"bids\": []}, \"channel\": \"%s\", \"event\": \"%s\"}"
                .formatted(channel, event)));
  }

  @Test
  void anAckNamesItsChannelAndProduct() {
    assertEquals(
        new FrameKind.Ack(Map.of("live_trades", Set.of("btcusd")), Set.of()),
        classify(
            "{\"event\": \"bts:subscription_succeeded\", \"channel\": \"live_trades_btcusd\", \"data\": {}}"));
    assertEquals(
        new FrameKind.Ack(Map.of(), Set.of()),
        classify(
            "{\"event\": \"bts:subscription_succeeded\", \"channel\": \"TOMORROW\", \"data\": {}}"));
  }

  @Test
  void anErrorIsShownInTheVenuesWords() {
    assertEquals(
        new FrameKind.Refusal("Invalid channel provided."),
        classify(
            "{\"event\": \"bts:error\", \"channel\": \"\", \"data\": {\"code\": null, "
                + "\"message\": \"Invalid channel provided.\"}}"));
    assertEquals(
        new FrameKind.Refusal("Connection is unauthorized. (code 4009)"),
        classify(
            "{\"event\": \"bts:error\", \"channel\": \"\", \"data\": {\"code\": 4009, "
                + "\"message\": \"Connection is unauthorized.\"}}"));
    assertEquals(
        new FrameKind.Refusal("error without a message"),
        classify("{\"event\": \"bts:error\", \"channel\": \"\", \"data\": []}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "{}"})
  void aRequestToReconnectAnnouncesTheEnd(String data) {
    assertEquals(
        new FrameKind.Closing("the server asks to reconnect"),
        classify(
            "{\"event\": \"bts:request_reconnect\", \"channel\": \"\", \"data\": %s}"
                .formatted(data)));
  }

  @Test
  void theAnswerToAHeartbeatShowsTheConnection() {
    assertEquals(
        new FrameKind.Heartbeat(null),
        classify(
            "{\"event\": \"bts:heartbeat\", \"channel\": \"\", \"data\": {\"status\": \"success\"}}"));
  }

  @Test
  void aNewChannelIsUnknownAndKeepsItsProduct() {
    assertEquals(
        new FrameKind.Unknown("btcusd"),
        classify("{\"data\": {}, \"channel\": \"tomorrow_btcusd\", \"event\": \"data\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "{\"event\": \"trade\"}",
        "{\"event\": 7, \"channel\": \"live_trades_btcusd\"}",
        "{\"event\": \"trade\", \"channel\": \"\"}",
        "{\"event\": \"trade\", \"channel\": \"_\"}",
        "{\"event\": \"trade\", \"channel\": \"live_trades_BTC/USD\"}"
      })
  void whatCannotBeReadIsUnknownWithoutAProduct(String frame) {
    assertEquals(UNKNOWN, classify(frame));
  }

  @Test
  void everyCutOfATradeIsUnknown() {
    IntStream.range(0, TRADE.length())
        .forEach(length -> assertEquals(UNKNOWN, classify(TRADE.substring(0, length))));
  }

  @Test
  void asksForEachChannelOfEachProductByItself() {
    assertEquals(
        List.of(
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_btcusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_ethusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_ethusd\"}}"),
        venue.subscribeFrames(
            feed(List.of("btcusd", "ethusd"), List.of("live_trades", "order_book")), ACCESS));
  }

  @Test
  void noConnectionGetsMoreSubscriptionsThanItTakes() {
    List<String> products = IntStream.range(0, 1_200).mapToObj(i -> "p" + i + "usd").toList();
    List<String> channels = List.of("live_trades", "live_orders", "order_book");
    List<Feed> connections = venue.connections(feed(products, channels));
    assertEquals(products, connections.stream().flatMap(part -> part.products().stream()).toList());
    for (Feed part : connections) {
      List<String> frames = venue.subscribeFrames(part, ACCESS);
      assertTrue(frames.size() <= 1_024, () -> "subscriptions: " + frames.size());
    }
    assertEquals(4, connections.size());
  }

  @Test
  void theLongestSubscribeFitsIntoAMessage() {
    Feed longest = feed(List.of("x".repeat(30) + "-perp"), List.of("detail_order_book"));
    assertTrue(venue.subscribeFrames(longest, ACCESS).get(0).getBytes(UTF_8).length < 512);
  }

  @Test
  void refusesNamesThatTheVenueCannotHave() {
    assertRefused(
        "Invalid product: BTC/USD (bitstamp writes it like btcusd)",
        feed(List.of("BTC/USD"), List.of("live_trades")));
    assertRefused(
        "Invalid channel: trades (bitstamp has detail_order_book, diff_order_book, live_orders,"
            + " live_trades, order_book)",
        feed(List.of("btcusd"), List.of("trades")));
    assertRefused(
        "Invalid channels: [live_trades, live_trades] (each once)",
        feed(List.of("btcusd"), List.of("live_trades", "live_trades")));
    assertRefused(
        "Invalid request: no product or no channel (bitstamp wants both, such as btcusd and"
            + " live_trades)",
        feed(List.of("btcusd"), List.of()));
  }

  @Test
  void silenceProvesNothingAndAConnectionLasts90Days() {
    Feed request = feed(List.of("btcusd"), List.of("live_trades"));
    assertEquals(SocketVenue.Heartbeats.NONE, venue.heartbeats(request));
    assertEquals(Optional.of(Duration.ofDays(90)), venue.longestConnection());
    assertEquals(Optional.empty(), venue.backfill(request));
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
    return new Feed("bitstamp", products, channels);
  }
}
