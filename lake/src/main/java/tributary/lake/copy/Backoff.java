package tributary.lake.copy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the next failure: twice as long each time, up to half a minute, and each
 * by chance between half and all of it, so that many who wait do not come back together.
 */
final class Backoff {
  private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

  private final RandomGenerator random;
  private long nextNanos = FIRST_NANOS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  long afterFailure() {
    long most = nextNanos;
    nextNanos = Math.min(LONGEST_NANOS, 2 * most);
    return most / 2 + random.nextLong(most / 2 + 1);
  }

  void reset() {
    nextNanos = FIRST_NANOS;
  }
}
