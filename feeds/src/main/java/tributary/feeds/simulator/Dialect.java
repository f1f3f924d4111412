package tributary.feeds.simulator;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Recording;
import tributary.feeds.simulator.source.Trading;

/**
 * A venue as its simulator speaks: its frames, and its side of the conversation with a client.
 * Without state of its own; any thread may call.
 */
public interface Dialect {

  /** The name that pipeline files call the venue by. */
  String venue();

  /**
   * A market that the venue could have seen.
   *
   * @param request the products to be traded, and the channels to make frames for
   * @throws IllegalArgumentException if there is no product
   */
  FrameSource market(Feed request, Trading trading);

  /** What the tables will make of a frame. Never throws, whatever the bytes are. */
  FrameFacts facts(byte[] frame);

  /** The venue's side of a new connection to a market. */
  Conversation converse(Offer offer);

  /** How the frames of a new connection are numbered. */
  default Numbering numbering() {
    return Numbering.NONE;
  }

  /**
   * Frames recorded in a file.
   *
   * @param request what the client will ask for
   * @throws java.io.UncheckedIOException if it cannot be opened
   */
  default FrameSource recording(Path file, Feed request) {
    return new Recording(file);
  }

  /** By what it sees whether its clients live; empty if it does not look. */
  default Optional<Keepalive> keepalive() {
    return Optional.empty();
  }

  /** Members that a frame about a product without a trade lacks, wherever they stand. */
  Set<String> tradeFields();

  /** How the venue ends a connection when it shuts down. */
  default Farewell farewell() {
    return new Farewell(null, Farewell.GOING_AWAY, "");
  }

  /** How it ends the connection of a client that does not keep up. */
  default Farewell slowFarewell() {
    return new Farewell(null, Farewell.GOING_AWAY, "too slow");
  }
}
