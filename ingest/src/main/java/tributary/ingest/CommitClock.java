package tributary.ingest;

import java.time.Duration;
import java.util.function.LongSupplier;
import tributary.core.spec.Commit;

/** Says when a batch is to be cut: by the age of its first frame, or by its size. */
final class CommitClock {
  private static final long LEAST_WAIT_NANOS = 2_000_000;

  private final long everyNanos;
  private final long bytes;
  private final LongSupplier nanoClock;
  private boolean running;
  private long startedNanos;

  CommitClock(Commit commit, LongSupplier nanoClock) {
    this.everyNanos = commit.every().toNanos();
    this.bytes = commit.bytes();
    this.nanoClock = nanoClock;
  }

  /** Notes how many frames the batch has by now. */
  void tookIn(long frames) {
    if (!running && frames > 0) {
      running = true;
      startedNanos = nanoClock.getAsLong();
    }
  }

  /**
   * How long to wait for frames: no longer than asked, and not beyond the next cut. One that is
   * overdue waits for the commit before, which is looked after at a steady pace.
   */
  Duration wait(Duration most) {
    if (!running) {
      return most;
    }
    long left = everyNanos - (nanoClock.getAsLong() - startedNanos);
    return Duration.ofNanos(Math.max(LEAST_WAIT_NANOS, Math.min(left, most.toNanos())));
  }

  boolean isDue(long pendingBytes) {
    return running && (pendingBytes >= bytes || nanoClock.getAsLong() - startedNanos >= everyNanos);
  }

  /** Whether reading on has to wait for the commit that is under way: memory is bounded by this. */
  boolean isFull(long pendingBytes) {
    return pendingBytes >= bytes;
  }

  /** A new batch begins. */
  void reset() {
    running = false;
  }
}
