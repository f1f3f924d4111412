package tributary.feeds.simulator;

import java.util.List;
import java.util.Optional;

/** The venue's side of one connection. For one thread. */
public interface Conversation {

  /** What it says before it answers the client's first message. */
  default List<byte[]> greet(long nowMicros) {
    return List.of();
  }

  /**
   * Takes a message of the client.
   *
   * @param nowMicros the market's time, in microseconds since the epoch
   * @return what it says to that, in order
   */
  List<byte[]> hear(String text, long nowMicros);

  /**
   * How the venue ends the connection now, for a rule that the client broke or its age; empty while
   * it goes on.
   */
  default Optional<Farewell> ending(long nowMicros) {
    return Optional.empty();
  }

  /**
   * Whether the client has asked for something that there is. The market then goes on, and what it
   * brings is not sent again to a client that asks for it later: where a client asks in several
   * messages, the last of them has to be heard first.
   */
  boolean begun();

  /** Whether the client has asked for such a frame. */
  boolean wants(FrameFacts facts, long receivedMicros);
}
