package tributary.feeds.socket;

import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Tells when a frame was received. */
@FunctionalInterface
public interface ReceiveClock {

  /**
   * The receive time in microseconds since the epoch. Called once for each frame, refused ones
   * included, in the order of receipt. By one thread at a time, unless {@link #nowMicros} tells the
   * time.
   */
  long stampMicros();

  /**
   * The time now, in microseconds since the epoch; empty for the clock of a recording, which knows
   * only the times of its frames. A feed with such a clock never has more than one connection.
   */
  default OptionalLong nowMicros() {
    return OptionalLong.empty();
  }

  /** The wall clock, cut to microseconds. Any thread. */
  static ReceiveClock of(InstantSource wall) {
    return new ReceiveClock() {
      @Override
      public long stampMicros() {
        Instant now = wall.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
      }

      @Override
      public OptionalLong nowMicros() {
        return OptionalLong.of(stampMicros());
      }
    };
  }
}
