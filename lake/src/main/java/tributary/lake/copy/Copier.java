package tributary.lake.copy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.lake.Catalog;

/**
 * Keeps the copies in one store equal to their tables in the lake, on a thread of its own: one
 * store that is slow or away holds up neither the lake nor another store. It reads committed
 * versions only and keeps nothing itself; after a start it goes on where the store says.
 */
public final class Copier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
  private static final long POLL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long FINISH_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long INTERRUPT_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long LEAST_JOIN_MILLIS = 1_000;

  /** How long {@link #close} waits at most, counted from {@link #stop}. */
  public static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);

  private final String store;
  private final Catalog catalog;
  private final List<TableCopy> copies;
  private final LongSupplier nanos;
  private final Thread thread;
  private final AtomicBoolean isWoken = new AtomicBoolean();
  private volatile boolean isStopping;
  private volatile long deadlineNanos;

  /**
   * @param store what the store is called, such as {@code postgres}
   * @param targets one for each copied table; this closes them
   * @param wall the time, to say how far a copy is behind
   * @param nanos a monotonic clock in nanoseconds
   */
  public Copier(
      String store,
      Catalog catalog,
      List<CopyTarget> targets,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random) {
    this.store = store;
    this.catalog = catalog;
    this.copies =
        targets.stream()
            .map(target -> new TableCopy(store, catalog, target, wall, nanos, random))
            .toList();
    this.nanos = nanos;
    this.thread = new Thread(this::run, "copy-" + store);
    thread.setDaemon(true);
  }

  /** Begins to copy. */
  public void start() {
    thread.start();
  }

  /** Says that the lake may have something new. Never waits; for any thread. */
  public void wake() {
    isWoken.set(true);
    LockSupport.unpark(thread);
  }

  /** How each copy stands; for any thread. */
  public List<CopyStatus> status() {
    return copies.stream().map(copy -> copy.progress().status()).toList();
  }

  /**
   * Whether each copy holds what its table holds just now, or was refused; not while a table cannot
   * be read. For any thread.
   */
  public boolean isSettled() {
    return copies.stream().allMatch(copy -> copy.progress().isSettled(catalog));
  }

  private void run() {
    try {
      while (!isStopping) {
        round(() -> isStopping && nanos.getAsLong() - deadlineNanos > 0);
        rest();
      }
      round(() -> nanos.getAsLong() - deadlineNanos > 0);
    } catch (Throwable fault) {
      LOG.error("Cannot copy to {} on", store, fault);
      copies.forEach(copy -> copy.fail(fault));
    } finally {
      copies.forEach(TableCopy::close);
    }
  }

  private void round(BooleanSupplier isAbandoned) {
    isWoken.set(false);
    for (TableCopy copy : copies) {
      if (copy.restNanos() <= 0) {
        copy.attempt(isAbandoned);
      }
    }
  }

  private void rest() {
    long rest = POLL_NANOS;
    for (TableCopy copy : copies) {
      long own = copy.restNanos();
      rest = own > 0 ? Math.min(rest, own) : rest;
    }
    if (!isStopping && !isWoken.get()) {
      LockSupport.parkNanos(this, rest);
    }
  }

  /**
   * Copies once more what the lake holds now, unless a store is away, and ends; what takes longer
   * than 10 s is given up, and made up for after the next start. Does not wait for it, so that
   * several can end at a time; {@link #close} does. Does nothing the second time.
   */
  public void stop() {
    if (!isStopping) {
      deadlineNanos = nanos.getAsLong() + FINISH_NANOS;
      isStopping = true;
      LockSupport.unpark(thread);
    }
  }

  /** Stops it and waits until it has ended, or {@link #LONGEST_CLOSE} has passed. */
  @Override
  public void close() {
    stop();
    long stoppedNanos = deadlineNanos - FINISH_NANOS;
    try {
      joinUntil(stoppedNanos + INTERRUPT_NANOS);
      if (thread.isAlive()) {
        thread.interrupt();
        joinUntil(stoppedNanos + LONGEST_CLOSE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn(
          "A write to {} is still under way after {} s; the copy goes on from there next time",
          store,
          LONGEST_CLOSE.toSeconds());
    }
  }

  private void joinUntil(long untilNanos) throws InterruptedException {
    long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - nanos.getAsLong());
    thread.join(Math.max(LEAST_JOIN_MILLIS, millis));
  }
}
