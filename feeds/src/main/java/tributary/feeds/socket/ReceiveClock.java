package tributary.feeds.socket;

import java.time.Instant;
import java.time.InstantSource;

/** Tells when a frame was received. */
@FunctionalInterface
public interface ReceiveClock {

  /**
   * The receive time in microseconds since the epoch. Called once for each frame, refused ones
   * included, in the order of receipt, by one thread at a time.
   */
  long stampMicros();

  /** The wall clock, cut to microseconds. */
  static ReceiveClock of(InstantSource wall) {
    return () -> {
      Instant now = wall.instant();
      return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    };
  }
}
