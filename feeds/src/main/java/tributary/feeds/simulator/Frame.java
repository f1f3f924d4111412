package tributary.feeds.simulator;

import java.util.Arrays;
import tributary.feeds.simulator.source.FrameSource;

/** A frame to be sent; what it is can be told from its bytes. */
record Frame(byte[] bytes, long receivedMicros, FrameFacts facts, Form form) {

  /** How it goes over the socket. */
  enum Form {
    TEXT,
    FRAGMENTS,
    BINARY
  }

  /** A copy of the frame at which the source stands. */
  static Frame of(FrameSource source) {
    return text(Arrays.copyOf(source.array(), source.length()), source.receivedMicros());
  }

  static Frame text(byte[] bytes, long receivedMicros) {
    return new Frame(bytes, receivedMicros, FrameFacts.of(bytes), Form.TEXT);
  }

  static Frame binary(byte[] bytes, long receivedMicros) {
    return new Frame(bytes, receivedMicros, FrameFacts.of(bytes), Form.BINARY);
  }

  Frame inFragments() {
    return new Frame(bytes, receivedMicros, facts, Form.FRAGMENTS);
  }

  /** The same, received at another time. */
  Frame receivedAt(long micros) {
    return new Frame(bytes, micros, facts, form);
  }
}
