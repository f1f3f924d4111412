package tributary.feeds.simulator;

import java.util.Arrays;
import tributary.feeds.simulator.source.FrameSource;

/** A frame to be sent; what it is was told from its bytes. */
record Frame(byte[] bytes, long receivedMicros, FrameFacts facts, Form form) {

  /** How it goes over the socket. */
  enum Form {
    TEXT,
    FRAGMENTS,
    BINARY
  }

  /** A copy of the frame at which the source stands. */
  static Frame of(FrameSource source, Dialect dialect) {
    byte[] bytes = Arrays.copyOf(source.array(), source.length());
    return text(bytes, source.receivedMicros(), dialect);
  }

  static Frame text(byte[] bytes, long receivedMicros, Dialect dialect) {
    return new Frame(bytes, receivedMicros, dialect.facts(bytes), Form.TEXT);
  }

  static Frame binary(byte[] bytes, long receivedMicros, Dialect dialect) {
    return new Frame(bytes, receivedMicros, dialect.facts(bytes), Form.BINARY);
  }

  Frame inFragments() {
    return new Frame(bytes, receivedMicros, facts, Form.FRAGMENTS);
  }

  /** The same, received at another time. */
  Frame receivedAt(long micros) {
    return new Frame(bytes, micros, facts, form);
  }

  /** The same with other bytes that mean no other rows. */
  Frame written(byte[] otherwise) {
    return otherwise == bytes ? this : new Frame(otherwise, receivedMicros, facts, form);
  }
}
