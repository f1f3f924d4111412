package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {
  private static final String MESSAGE =
      "{\"other\":{\"b\":[1,{}]},\"a\":\"x\",\"more\":[[1],{\"a\":\"no\"}],"
          + "\"list\":[\"one\",{\"left\":[2],\"a\":\"y\",\"out\":{}},\"two\"],\"id\":7}";

  @Test
  void whatIsNotAskedForIsPassedOver() throws IOException {
    assertEquals(List.of("x", "one", "y", "two", "7"), read(MESSAGE));
  }

  @Test
  void everyCutOfAMessageIsRefused() {
    for (int length = 0; length < MESSAGE.length(); length++) {
      String cut = MESSAGE.substring(0, length);
      assertThrows(IOException.class, () -> read(cut), cut);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "[]", "{\"a\":7}", "{\"list\":{}}", "{\"list\":[7]}", "{\"id\":[7]}"})
  void whatIsWrittenOtherwiseIsRefused(String text) {
    assertThrows(IOException.class, () -> read(text));
  }

  private static List<String> read(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (ClientMessage message = new ClientMessage(text)) {
      for (String name = message.member(); name != null; name = message.member()) {
        switch (name) {
          case "a" -> found.add(message.text());
          case "id" -> found.add(message.scalar());
          case "list" -> addElements(message, found);
          default -> {}
        }
      }
    }
    return found;
  }

  private static void addElements(ClientMessage message, List<String> found) throws IOException {
    message.enterArray();
    while (message.element()) {
      if (!message.isObject()) {
        found.add(message.text());
        continue;
      }
      message.enter();
      for (String name = message.member(); name != null; name = message.member()) {
        if (name.equals("a")) {
          found.add(message.text());
        }
      }
    }
  }
}
