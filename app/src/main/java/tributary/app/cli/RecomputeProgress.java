package tributary.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tributary.ingest.Recomputation;

/** Says every few seconds how far recomputing has come; nothing if it is soon done. */
final class RecomputeProgress implements Recomputation.Watch {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Path folder;
  private final PrintWriter err;
  private final LongSupplier nanoClock;
  private long saidNanos;

  RecomputeProgress(Path folder, PrintWriter err, LongSupplier nanoClock) {
    this.folder = folder;
    this.err = err;
    this.nanoClock = nanoClock;
    this.saidNanos = nanoClock.getAsLong();
  }

  @Override
  public void recomputed(long frames, long of) {
    long now = nanoClock.getAsLong();
    if (now - saidNanos >= EVERY_NANOS) {
      saidNanos = now;
      err.printf("Recomputing in %s: %,d of %,d frames%n", folder, frames, of);
      err.flush();
    }
  }
}
