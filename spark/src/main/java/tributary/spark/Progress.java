package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import tributary.core.ledger.Counts;
import tributary.spark.batch.BatchReport;

/** Shows how a run gets on, a line every few seconds. For any thread. */
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final LongSupplier nanoClock;
  private Counts counts = Counts.NONE;
  private long frames;
  private long nextNanos;

  Progress(PrintWriter err, LongSupplier nanoClock) {
    this.err = err;
    this.nanoClock = nanoClock;
    this.nextNanos = nanoClock.getAsLong();
  }

  /** Notes a batch. */
  synchronized void took(BatchReport batch) {
    frames += batch.frames();
    counts = counts.plus(batch.counts());
    long now = nanoClock.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + EVERY_NANOS;
    err.printf(
        "batch %,d: %,d frames in %.2f s of reading and %.2f s of commits; %,d frames in all%n",
        batch.batch(),
        batch.frames(),
        batch.takingNanos() / NANOS,
        batch.commitNanos() / NANOS,
        frames);
    err.flush();
  }

  synchronized Counts counts() {
    return counts;
  }

  synchronized long frames() {
    return frames;
  }
}
