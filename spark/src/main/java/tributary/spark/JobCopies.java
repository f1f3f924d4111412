package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyStatus;

/** The copies of a job's tables in other stores. For any thread. */
final class JobCopies implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final List<Copier> copiers;

  /** Begins to copy. */
  JobCopies(List<Copier> copiers) {
    this.copiers = List.copyOf(copiers);
    copiers.forEach(Copier::start);
  }

  /** Says that something was committed. Never waits. */
  void wake() {
    copiers.forEach(Copier::wake);
  }

  /** Waits until each copy holds what its table holds, or was refused, or somebody interrupts. */
  void settle() {
    while (!copiers.stream().allMatch(Copier::isSettled) && !Thread.interrupted()) {
      wake();
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  /** Says how each copy stands. */
  void tell(PrintWriter out) {
    for (Copier copier : copiers) {
      for (CopyStatus each : copier.status()) {
        out.printf("copy %s %s: %s %s%n", each.store(), each.name(), each.state(), each.reason());
      }
    }
  }

  /** All end at a time, so that one that takes long leaves the others theirs. */
  @Override
  public void close() {
    copiers.forEach(Copier::stop);
    copiers.forEach(Copier::close);
  }
}
