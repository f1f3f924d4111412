package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import tributary.spark.batch.BatchReport;
import tributary.spark.metrics.RunMetrics;
import tributary.spark.metrics.RunMetrics.RunFigures;

/**
 * Says how a run gets on: to Spark's metrics, to the status file, and every few seconds in words.
 */
final class Progress implements AutoCloseable {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final double NANOS = 1e9;

  private final RunMetrics metrics;
  private final StatusText status;
  private final PrintWriter err;
  private final LongSupplier nanoClock;
  private long nextNanos;

  Progress(RunMetrics metrics, StatusText status, PrintWriter err, LongSupplier nanoClock) {
    this.metrics = metrics;
    this.status = status;
    this.err = err;
    this.nanoClock = nanoClock;
    this.nextNanos = nanoClock.getAsLong();
  }

  /** Notes a batch. */
  void took(BatchReport batch) {
    metrics.took(batch);
    RunFigures figures = metrics.figures();
    status.write(figures);
    long now = nanoClock.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + EVERY_NANOS;
    err.printf(
        "batch %,d: %,d frames in %.2f s of reading and %.2f s of commits; %,d frames in all, lag %,d%n",
        batch.batch(),
        batch.frames(),
        batch.takingNanos() / NANOS,
        batch.commitNanos() / NANOS,
        figures.frames(),
        figures.lag());
    err.flush();
  }

  RunFigures figures() {
    return metrics.figures();
  }

  @Override
  public void close() {
    status.ended();
    metrics.end();
  }
}
