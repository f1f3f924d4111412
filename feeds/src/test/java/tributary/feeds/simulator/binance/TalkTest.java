package tributary.feeds.simulator.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.binance.BinanceSpot;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.LastFrames;
import tributary.feeds.simulator.Offer;
import tributary.feeds.venue.FrameKind;

class TalkTest {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final FrameFacts BTC_TRADE =
      new FrameFacts(FrameFacts.Kind.DATA, "trade", "BTCUSDT", List.of(1L));

  private final Talk venue = talk(List.of("BTCUSDT", "ETHUSDT", "LUNAUSDT"));

  @Test
  void answersByIdAndTellsWhatIsSubscribed() {
    assertEquals("{\"result\":null,\"id\":7}", subscribe("btcusdt@trade", 7, 0));
    assertTrue(venue.begun());
    assertEquals(
        "{\"result\":[\"btcusdt@trade\"],\"id\":8}",
        hear("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":8}", 0));
    assertTrue(venue.wants(BTC_TRADE, 1));
    assertEquals(
        "{\"result\":null,\"id\":9}",
        hear("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":9}", 0));
    assertFalse(venue.wants(BTC_TRADE, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dogeusdt@trade", "lunausdt@trade", "btcusdt@tomorrow", "BTCUSDT@trade"})
  void refusesTheWholeMessageForOneUnknownStream(String stream) {
    assertEquals(
        new FrameKind.Refusal("Invalid request: unknown stream " + stream + " (code 2)"),
        classify(subscribe("btcusdt@trade\",\"" + stream, 1, 0)));
    assertFalse(venue.begun());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "[]", "{\"method\":", "{\"method\":\"SUBSCRIBE\",\"params\":7}"})
  void refusesWhatIsNoJson(String text) {
    String answer = hear(text, 0);
    assertTrue(answer.contains("\"code\":3"), answer);
    assertTrue(classify(answer) instanceof FrameKind.Refusal, answer);
  }

  @Test
  void fiveMessagesASecondAreBorneAndASixthIsNot() {
    IntStream.range(0, 5).forEach(i -> subscribe("btcusdt@trade", i, 10));
    assertEquals(Optional.empty(), venue.ending(10));
    subscribe("btcusdt@trade", 5, 1_000_010);
    assertEquals(Optional.empty(), venue.ending(1_000_010), "a second later");
    IntStream.range(0, 5).forEach(i -> venue.hear("{}", 1_000_011));
    assertEquals("Too many requests", venue.ending(1_000_011).map(Farewell::reason).orElse(""));
  }

  @Test
  void aDayIsTheEnd() {
    subscribe("btcusdt@trade", 1, 0);
    assertTrue(venue.wants(BTC_TRADE, 5));
    assertEquals(Optional.empty(), venue.ending(DAY_MICROS + 4));
    String said = venue.ending(DAY_MICROS + 5).map(Farewell::frame).orElse("");
    assertTrue(classify(said) instanceof FrameKind.Closing, said);
  }

  /** Longer ones would not be answered. */
  @Test
  void everyMessageOfTheVenueClassIsAnsweredAndNoneIsTooMany() {
    List<String> products = IntStream.range(0, 1_100).mapToObj(i -> "COIN" + i + "USDT").toList();
    Feed request = new Feed("binance", products, List.of("trade", "ticker"));
    BinanceSpot client = new BinanceSpot();
    int streams = 0;
    for (Feed connection : client.connections(request)) {
      Talk fresh = talk(products);
      for (String message : client.subscribeFrames(connection, ACCESS)) {
        String answer = new String(fresh.hear(message, 0).get(0), UTF_8);
        assertTrue(answer.startsWith("{\"result\":null"), answer);
      }
      assertEquals(Optional.empty(), fresh.ending(0));
      streams += 2 * connection.products().size();
    }
    assertEquals(2_200, streams);
  }

  private String subscribe(String stream, int id, long micros) {
    return hear(
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"" + stream + "\"],\"id\":" + id + "}", micros);
  }

  private String hear(String text, long micros) {
    List<byte[]> said = venue.hear(text, micros);
    return said.isEmpty() ? "" : new String(said.get(0), UTF_8);
  }

  private static FrameKind classify(String frame) {
    return new BinanceSpot().classify(frame.getBytes(UTF_8)).kind();
  }

  private static Talk talk(List<String> products) {
    return new Talk(new Offer(products, Set.of("LUNAUSDT"), new LastFrames()));
  }
}
