package tributary.feeds.simulator;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How long a venue waits for a client that takes nothing. For one thread. */
final class Patience {
  private final OptionalLong nanosToWait;
  private final LongSupplier nanos;
  private final Farewell farewell;
  private long begunNanos;

  Patience(OptionalLong micros, LongSupplier nanos, Farewell farewell) {
    this.nanosToWait =
        micros.isPresent() ? OptionalLong.of(micros.getAsLong() * 1_000) : OptionalLong.empty();
    this.nanos = nanos;
    this.farewell = farewell;
  }

  void begin() {
    if (nanosToWait.isPresent()) {
      begunNanos = nanos.getAsLong();
    }
  }

  boolean isOver() {
    return nanosToWait.isPresent() && nanos.getAsLong() - begunNanos >= nanosToWait.getAsLong();
  }

  Farewell farewell() {
    return farewell;
  }
}
