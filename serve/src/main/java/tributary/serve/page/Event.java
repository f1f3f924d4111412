package tributary.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import tributary.serve.board.LiveBoard;
import tributary.serve.board.Update;

/**
 * One server-sent event, encoded once for all who get it.
 *
 * @param since the version of the board that the reader must have seen
 * @param version the version that it has seen then
 * @param bytes never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record Event(long since, long version, byte[] bytes) {

  static Event of(Update update) {
    String head =
        update.since() == LiveBoard.BEGINNING ? "retry: 1000\nevent: snapshot" : "event: update";
    String text = head + "\ndata: " + update.json() + "\n\n";
    return new Event(update.since(), update.version(), text.getBytes(UTF_8));
  }
}
