package tributary.feeds.simulator;

/** The next thing that the simulator does. */
sealed interface Move {

  /** Writes a frame. */
  record Send(Frame frame) implements Move {}

  /** Goes silent and leaves the socket open until the client connects anew. */
  record FallSilent() implements Move {}

  /** Cuts the connection without a closing handshake, after what was written. */
  record Cut() implements Move {}
}
