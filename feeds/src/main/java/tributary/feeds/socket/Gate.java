package tributary.feeds.socket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Spaces the attempts to connect of all connections of a feed, with some chance in it, so that
 * neither they nor many feeds knock at once. Times are monotonic nanoseconds, handed in. Any
 * thread.
 */
final class Gate {
  private final long spacingNanos;
  private final RandomGenerator random;
  private boolean used;
  private long next;

  Gate(Duration spacing, RandomGenerator random) {
    this.spacingNanos = spacing.toNanos();
    this.random = random;
  }

  /** Whether an attempt may begin now; if so it is taken to have begun. */
  synchronized boolean opens(long now) {
    if (used && now - next < 0) {
      return false;
    }
    used = true;
    next = now + spacingNanos + random.nextLong(spacingNanos / 4 + 1);
    return true;
  }

  /** Lets nobody in before then: the venue said so. */
  synchronized void hold(long until) {
    if (!used || until - next > 0) {
      used = true;
      next = until;
    }
  }
}
