package tributary.feeds.simulator.source;

import java.util.List;
import java.util.Optional;

/**
 * Frames in their order, one at a time, in an array that is used again for the next. One thread.
 */
public interface FrameSource extends AutoCloseable {

  /**
   * Moves to the next frame; false at the end.
   *
   * @throws java.io.UncheckedIOException if the frames come from a file that cannot be read
   */
  boolean advance();

  /** The array that begins with the frame's bytes; valid until the next advance. */
  byte[] array();

  /** How many bytes of {@link #array} the frame has. */
  int length();

  /** When the frame was received, microseconds since the epoch. */
  long receivedMicros();

  /**
   * The products of a market for which somebody else must keep up the conversation; empty for a
   * recording, which has the venue's whole side of it, acks included.
   */
  Optional<List<String>> products();

  @Override
  void close();
}
