package tributary.feeds.simulator;

/** The next thing that the simulator does. */
sealed interface Move {

  /** Writes a frame. */
  record Send(Frame frame) implements Move {}

  /** Keeps a frame back for good, as if it had got lost after it was numbered. */
  record Lose(Frame frame) implements Move {}

  /** Goes silent and leaves the socket open until the client connects anew. */
  record FallSilent() implements Move {}

  /** Sends no more data of a product until the client says something. */
  record Silence(String product) implements Move {}

  /** Leaves a number of the connection out. */
  record SkipNumber() implements Move {}

  /** Cuts the connection without a closing handshake, after what was written. */
  record Cut() implements Move {}

  /** Cuts the connection and takes no notice of what is said on the next. */
  record CutAndIgnore() implements Move {}

  /** Cuts the connection and refuses so many that follow, for there being too many. */
  record CutAndThrottle(Throttling throttling) implements Move {}

  /** Ends the connection as the venue does when it shuts down. */
  record ShutDown() implements Move {}
}
