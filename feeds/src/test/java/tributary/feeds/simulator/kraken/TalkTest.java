package tributary.feeds.simulator.kraken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.kraken.Kraken;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.LastFrames;
import tributary.feeds.simulator.Offer;
import tributary.feeds.venue.FrameKind;

class TalkTest {
  private static final FrameFacts BTC_TRADE =
      new FrameFacts(FrameFacts.Kind.DATA, "trade", "BTC/USD", List.of(1L));

  private final Talk venue =
      new Talk(new Offer(List.of("BTC/USD", "ETH/USD"), Set.of("ETH/USD"), new LastFrames()));

  @Test
  void greetsWithItsState() {
    assertEquals(
        List.of(new FrameKind.Heartbeat(null)),
        venue.greet(0).stream().map(frame -> new Kraken().classify(frame).kind()).toList());
  }

  @Test
  void answersOncePerProduct() {
    assertEquals(
        List.of(
            new FrameKind.Ack(Map.of("trade", Set.of("BTC/USD")), Set.of()),
            new FrameKind.Refusal("Currency pair not supported ETH/USD"),
            new FrameKind.Refusal("Currency pair not supported XBT/USD")),
        hear(subscribe("trade", "BTC/USD\",\"ETH/USD\",\"XBT/USD")));
    assertTrue(venue.begun());
    assertTrue(venue.wants(BTC_TRADE, 0));
  }

  @Test
  void nothingIsSubscribedTwice() {
    hear(subscribe("trade", "BTC/USD"));
    assertEquals(
        List.of(new FrameKind.Refusal("Already subscribed: BTC/USD")),
        hear(subscribe("trade", "BTC/USD")));
    hear(subscribe("trade", "BTC/USD").replace("subscribe", "unsubscribe"));
    assertFalse(venue.wants(BTC_TRADE, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"method\":\"subscribe\",\"params\":7}",
        "{\"method\":\"tomorrow\"}",
        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"tomorrow\",\"symbol\":[\"BTC/USD\"]}}"
      })
  void refusesWhatItDoesNotKnow(String text) {
    List<FrameKind> said = hear(text);
    assertEquals(1, said.size());
    assertTrue(said.get(0) instanceof FrameKind.Refusal, said.toString());
    assertFalse(venue.begun());
  }

  private List<FrameKind> hear(String text) {
    return venue.hear(text, 1_000).stream()
        .map(frame -> new Kraken().classify(frame).kind())
        .toList();
  }

  private static String subscribe(String channel, String symbols) {
    return "{\"method\":\"subscribe\",\"params\":{\"channel\":\"%s\",\"symbol\":[\"%s\"]}}"
        .formatted(channel, symbols);
  }
}
