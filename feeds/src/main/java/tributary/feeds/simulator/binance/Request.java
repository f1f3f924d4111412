package tributary.feeds.simulator.binance;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import tributary.feeds.simulator.ClientMessage;

/**
 * What a client asks for.
 *
 * <pre>
 * {"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}
 * </pre>
 *
 * @param method {@code SUBSCRIBE}, {@code UNSUBSCRIBE}, {@code LIST_SUBSCRIPTIONS} or what else the
 *     client wrote
 * @param streams of the params, in lower and upper case as they came
 * @param id as the client wrote it, so that the answer can have it again: a number, or null
 */
record Request(String method, List<String> streams, String id) {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

  /**
   * Reads a client's message.
   *
   * @throws IOException if it is not written like that
   */
  static Request read(String text) throws IOException {
    String method = "";
    String id = "null";
    List<String> streams = List.of();
    try (ClientMessage message = new ClientMessage(text)) {
      for (String name = message.member(); name != null; name = message.member()) {
        switch (name) {
          case "method" -> method = message.text();
          case "params" -> streams = message.texts();
          case "id" -> id = number(message.scalar());
          default -> {}
        }
      }
    }
    return new Request(method, streams, id);
  }

  private static String number(String id) {
    return NUMBER.matcher(id).matches() ? id : "null";
  }
}
