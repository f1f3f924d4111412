package tributary.feeds.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts: each up to twice as long as the one before, up to a longest, and
 * spread at random over the upper half so that many clients do not come back at once. For one
 * thread.
 */
public final class Backoff {
  private final long firstNanos;
  private final long longestNanos;
  private final RandomGenerator random;
  private long bound;

  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstNanos = first.toNanos();
    this.longestNanos = longest.toNanos();
    this.random = random;
  }

  /** The next pause in nanoseconds: at least the first one, at most the longest. */
  public long nextNanos() {
    bound = bound == 0 ? 2 * firstNanos : 2 * bound;
    bound = Math.min(bound, longestNanos);
    long least = Math.max(firstNanos, bound / 2);
    return least >= bound ? bound : random.nextLong(least, bound + 1);
  }

  /** Begins again with short pauses. */
  public void reset() {
    bound = 0;
  }
}
