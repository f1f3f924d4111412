package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
  private final Conversation venue =
      new Conversation(Optional.of(List.of("BTC-USD", "ETH-USD", "ADA-USD")));

  @Test
  void answersWithTheWholeState() {
    hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");
    assertEquals(
        List.of(
            "{\"type\":\"subscriptions\",\"channels\":["
                + "{\"name\":\"ticker\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"account_ids\":null},"
                + "{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"account_ids\":null}]}"),
        hear(
            "{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],\"channels\":"
                + "[\"ticker\",{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\"]}]}"));
    assertTrue(venue.begun());
  }

  @Test
  void refusesEachBadProductOncePerChannelBeforeTheAck() {
    List<String> reply =
        hear(
            "{\"type\":\"subscribe\",\"product_ids\":[\"YFI-USD\",\"BTC-USD\"],"
                + "\"channels\":[\"ticker\",\"heartbeat\"]}");
    String error =
        "{\"type\":\"error\",\"message\":\"Failed to subscribe\","
            + "\"reason\":\"YFI-USD is not a valid product\"}";
    assertEquals(List.of(error, error), reply.subList(0, 2));
    assertTrue(reply.get(2).contains("\"product_ids\":[\"BTC-USD\"]"));
  }

  @Test
  void refusesAChannelThatThereIsNot() {
    assertEquals(
        List.of(
            "{\"type\":\"error\",\"message\":\"Failed to subscribe\","
                + "\"reason\":\"ti\\\"cket is not a valid channel\"}",
            "{\"type\":\"subscriptions\",\"channels\":[]}"),
        hear(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ti\\\"cket\"]}"));
    assertFalse(venue.begun());
  }

  @Test
  void sendsWhatWasAskedForOnly() {
    hear("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");
    assertTrue(wants("{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}"));
    assertFalse(wants("{\"type\":\"ticker\",\"product_id\":\"ETH-USD\"}"));
    assertFalse(wants("{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}"));
    hear("{\"type\":\"unsubscribe\",\"channels\":[\"ticker\"]}");
    assertFalse(wants("{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}"));
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

  @Test
  void aReplayAnswersNothingItself() {
    Conversation replay = new Conversation(Optional.empty());
    Conversation.Reply reply =
        replay.hear("{\"type\":\"subscribe\",\"product_ids\":[\"X\"],\"channels\":[\"ticker\"]}");
    assertEquals(Conversation.Reply.NOTHING, reply);
    assertTrue(replay.begun());
  }

  private List<String> hear(String text) {
    return venue.hear(text).frames();
  }

  private boolean wants(String frame) {
    return venue.wants(FrameFacts.of(frame.getBytes(UTF_8)));
  }
}
