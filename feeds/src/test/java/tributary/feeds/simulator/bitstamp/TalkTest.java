package tributary.feeds.simulator.bitstamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.feeds.bitstamp.Bitstamp;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.LastFrames;
import tributary.feeds.simulator.Offer;
import tributary.feeds.venue.FrameKind;

class TalkTest {
  private static final FrameFacts BTC_TRADE =
      new FrameFacts(FrameFacts.Kind.DATA, "live_trades", "btcusd", List.of(1L));

  private final Talk venue =
      new Talk(new Offer(List.of("btcusd", "ethusd"), Set.of("ethusd"), new LastFrames()));

  @Test
  void answersEachSubscribe() {
    assertFalse(venue.wants(BTC_TRADE, 0));
    assertEquals(
        List.of(new FrameKind.Ack(Map.of("live_trades", Set.of("btcusd")), Set.of())),
        hear(subscribe("live_trades_btcusd")));
    assertTrue(venue.wants(BTC_TRADE, 0));
    hear(subscribe("live_trades_btcusd").replace("bts:sub", "bts:unsub"));
    assertFalse(venue.wants(BTC_TRADE, 0));
  }

  @Test
  void theMarketBeginsWhenAllProductsHaveBeenAskedFor() {
    hear(subscribe("live_trades_btcusd"));
    assertFalse(venue.begun());
    hear(subscribe("order_book_ethusd"));
    assertFalse(venue.begun());
    hear(subscribe("live_trades_ethusd"));
    assertTrue(venue.begun());
  }

  @Test
  void aMarketThatDoesNotExistIsAckedAndSilent() {
    assertEquals(
        List.of(new FrameKind.Ack(Map.of("live_trades", Set.of("xyzusd")), Set.of())),
        hear(subscribe("live_trades_xyzusd")));
    assertFalse(venue.begun());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                                          | Incorrect JSON format.
          {"event":"bts:ping"}                           | Bad subscription string.
          {"event":"bts:subscribe","data":{}}            | Bad subscription string.
          {"event":"bts:subscribe","data":{"channel":"live_trades_BTC/USD"}} | Invalid channel provided.
          {"event":"bts:subscribe","data":{"channel":"tomorrow_btcusd"}}     | Invalid channel provided.
          {"event":"bts:subscribe","data":{"channel":"live_trades_ethusd"}}  | Invalid channel provided.
          """)
  void refusesWhatItDoesNotHave(String text, String words) {
    assertEquals(List.of(new FrameKind.Refusal(words)), hear(text));
    assertFalse(venue.begun());
    assertEquals(Optional.empty(), venue.ending(0));
  }

  @Test
  void answersAHeartbeat() {
    assertEquals(List.of(new FrameKind.Heartbeat(null)), hear("{\"event\": \"bts:heartbeat\"}"));
  }

  @Test
  void endsTheConnectionForAMessageBeyond512Bytes() {
    assertEquals(1, hear(" ".repeat(512)).size());
    assertEquals(List.of(), hear(" ".repeat(513)));
    assertEquals(1009, venue.ending(0).map(Farewell::code).orElseThrow());
  }

  @Test
  void endsTheConnectionForMoreThan1024Subscriptions() {
    for (int i = 0; i < 1_024; i++) {
      hear(subscribe("live_trades_p" + i + "usd"));
    }
    assertEquals(Optional.empty(), venue.ending(0));
    hear(subscribe("live_trades_btcusd"));
    assertTrue(venue.ending(0).isPresent());
  }

  private List<FrameKind> hear(String text) {
    return venue.hear(text, 1_000).stream()
        .map(frame -> new Bitstamp().classify(frame).kind())
        .toList();
  }

  private static String subscribe(String channel) {
    return "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
  }
}
