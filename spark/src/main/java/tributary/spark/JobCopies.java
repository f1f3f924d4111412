package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyState;
import tributary.lake.copy.CopyStatus;

/** The copies of a job's tables in other stores. For any thread. */
final class JobCopies implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  /** How long a store may be away before a job that ends by itself ends without it. */
  private static final long MOST_AWAY_NANOS = Duration.ofMinutes(2).toNanos();

  private final List<Copier> copiers;
  private final LongSupplier nanoClock;
  private volatile boolean isStopping;

  /**
   * Begins to copy.
   *
   * @param nanoClock a monotonic clock in nanoseconds
   */
  JobCopies(List<Copier> copiers, LongSupplier nanoClock) {
    this.copiers = List.copyOf(copiers);
    this.nanoClock = nanoClock;
    copiers.forEach(Copier::start);
  }

  /** Says that something was committed. Never waits. */
  void wake() {
    copiers.forEach(Copier::wake);
  }

  /**
   * Waits until each copy holds what its table holds, or was refused, or all that do not are of
   * stores that stay away, or somebody stops it.
   */
  void settle() {
    long since = nanoClock.getAsLong();
    while (!isStopping && !copiers.stream().allMatch(Copier::isSettled)) {
      boolean isAway = statuses().anyMatch(each -> each.state() == CopyState.AWAY);
      since = isAway ? since : nanoClock.getAsLong();
      if (nanoClock.getAsLong() - since > MOST_AWAY_NANOS) {
        return;
      }
      wake();
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  /** Ends a wait. */
  void stop() {
    isStopping = true;
  }

  private Stream<CopyStatus> statuses() {
    return copiers.stream().flatMap(copier -> copier.status().stream());
  }

  /** Says how each copy stands. */
  void tell(PrintWriter out) {
    statuses().forEach(each -> out.println(text(each)));
  }

  private static String text(CopyStatus copy) {
    return "copy %s %s: %s %s"
        .formatted(copy.store(), copy.name(), copy.state(), copy.reason())
        .strip();
  }

  /** Which copies were refused, or are of stores that are away, and why; empty if none. */
  Optional<String> trouble() {
    String all =
        statuses()
            .filter(each -> each.state() == CopyState.REFUSED || each.state() == CopyState.AWAY)
            .map(JobCopies::text)
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** All end at a time, so that one that takes long leaves the others theirs. */
  @Override
  public void close() {
    copiers.forEach(Copier::stop);
    copiers.forEach(Copier::close);
  }
}
