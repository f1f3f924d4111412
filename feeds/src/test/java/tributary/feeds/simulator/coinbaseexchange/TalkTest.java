package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.simulator.LastFrames;
import tributary.feeds.simulator.Offer;
import tributary.feeds.venue.FrameKind;

class TalkTest {
  private final Talk venue =
      new Talk(
          new Offer(
              List.of("BTC-USD", "ETH-USD", "ADA-USD", "YFI-USD"),
              Set.of("YFI-USD"),
              new LastFrames()),
          Optional.empty());

  @Test
  void answersWithTheWholeState() {
    hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");
    List<String> reply =
        hear(
            "{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],\"channels\":"
                + "[\"ticker\",{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\"]}]}");
    assertEquals(1, reply.size());
    FrameKind.Ack ack = ack(reply.get(0));
    assertEquals(Set.of("BTC-USD", "ETH-USD"), ack.channels().get("ticker"));
    assertEquals(Set.of("BTC-USD", "ETH-USD"), ack.heartbeats());
    assertTrue(reply.get(0).contains("\"account_ids\":null"));
    assertTrue(venue.begun());
  }

  @Test
  void theOrderOfAnAckIsNotTheSameTwice() {
    String subscribe =
        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\",\"ADA-USD\"],"
            + "\"channels\":[\"ticker\",\"heartbeat\"]}";
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      seen.addAll(hear(subscribe));
    }
    assertTrue(seen.size() > 1, seen.toString());
  }

  @Test
  void someChannelsAreAckedByAnotherName() {
    FrameKind.Ack ack =
        ack(
            hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],"
                    + "\"channels\":[\"ticker_batch\",\"level2_batch\"]}")
                .get(0));
    assertEquals(Set.of("ticker_1000", "level2_50"), ack.channels().keySet());
  }

  @Test
  void refusesEachBadProductOncePerChannelBeforeTheAck() {
    List<String> reply =
        hear(
            "{\"type\":\"subscribe\",\"product_ids\":[\"FOO-USD\",\"BTC-USD\",\"YFI-USD\"],"
                + "\"channels\":[\"ticker\",\"heartbeat\"]}");
    List<String> each =
        List.of(error("FOO-USD is not a valid product"), error("YFI-USD is delisted"));
    List<String> errors = new ArrayList<>(each);
    errors.addAll(each);
    assertEquals(errors, reply.subList(0, 4));
    assertEquals(Set.of("BTC-USD"), ack(reply.get(4)).channels().get("ticker"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticket\"]}"
            + " | ticket is not a valid channel",
        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"full\"]}"
            + " | level2, level3, and full channels now require authentication.",
        "{\"type\":\"subscribe\",\"channels\":[\"heartbeat\"]}"
            + " | You need to specify at least one product ID for channel heartbeat"
      })
  void refusesAChannelThatThereIsNotForThisClient(String subscribe, String reason) {
    assertEquals(
        List.of(error(reason), "{\"type\":\"subscriptions\",\"channels\":[]}"), hear(subscribe));
    assertFalse(venue.begun());
  }

  @Test
  void aReasonIsQuoted() {
    assertEquals(
        error("ti\\\"cket is not a valid channel"),
        hear("{\"type\":\"subscribe\",\"channels\":[\"ti\\\"cket\"]}").get(0));
  }

  @Test
  void statusTakesNoProductsAndTellsOfAll() {
    List<String> reply = hear("{\"type\":\"subscribe\",\"channels\":[\"status\"]}");
    assertEquals(Set.of(), ack(reply.get(0)).channels().get("status"));
    assertTrue(reply.get(1).startsWith("{\"type\":\"status\",\"products\":[{\"id\":\"BTC-USD\","));
    assertTrue(venue.begun());
  }

  @Test
  void sendsWhatWasAskedForOnly() {
    hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");
    assertTrue(wants("{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}", 0));
    assertFalse(wants("{\"type\":\"ticker\",\"product_id\":\"ETH-USD\"}", 0));
    assertFalse(wants("{\"type\":\"match\",\"product_id\":\"BTC-USD\"}", 0));
    assertFalse(wants("{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}", 0));
    hear("{\"type\":\"unsubscribe\",\"channels\":[\"ticker\"]}");
    assertFalse(wants("{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}", 0));
  }

  @Test
  void aBatchIsOneTickerPerSecondAndProduct() {
    hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker_batch\"]}");
    String ticker = "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}";
    assertTrue(wants(ticker, 5_100_000));
    assertFalse(wants(ticker, 5_999_999));
    assertTrue(wants(ticker, 6_000_000));
    assertFalse(wants(ticker, 6_000_001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{",
        "{\"channels\":7}",
        "{\"channels\":[7]}",
        "{\"product_ids\":[[]]}"
      })
  void whatCannotBeReadIsAnError(String text) {
    assertEquals(List.of("{\"type\":\"error\",\"message\":\"Malformed JSON\"}"), hear(text));
  }

  private List<String> hear(String text) {
    return venue.hear(text, 0).stream().map(frame -> new String(frame, UTF_8)).toList();
  }

  private boolean wants(String frame, long receivedMicros) {
    return venue.wants(FrameReader.read(frame.getBytes(UTF_8)), receivedMicros);
  }

  private static String error(String reason) {
    return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"" + reason + "\"}";
  }

  private static FrameKind.Ack ack(String frame) {
    return (FrameKind.Ack) new CoinbaseExchange().classify(frame.getBytes(UTF_8)).kind();
  }
}
