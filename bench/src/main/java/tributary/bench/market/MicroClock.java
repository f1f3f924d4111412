package tributary.bench.market;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** The time of day for measurements. */
public final class MicroClock {
  private MicroClock() {}

  /** Microseconds since the epoch that never jump, right at this moment. */
  public static LongSupplier start() {
    long anchorNanos = System.nanoTime();
    long anchorMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return () -> anchorMicros + (System.nanoTime() - anchorNanos) / 1_000;
  }
}
