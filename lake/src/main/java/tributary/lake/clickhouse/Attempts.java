package tributary.lake.clickhouse;

import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tributary.lake.copy.CopyUnavailableException;

/**
 * Tries again what may be done twice, five times in about two seconds: long enough for a connection
 * that broke, short enough that whoever waits for the store can do so by himself.
 */
final class Attempts {
  private static final int MOST = 5;
  private static final long FIRST_PAUSE_NANOS = 100_000_000;

  private final LongConsumer pause;
  private final RandomGenerator random;

  Attempts(LongConsumer pause, RandomGenerator random) {
    this.pause = pause;
    this.random = random;
  }

  /**
   * Does the work.
   *
   * @throws CopyUnavailableException if the last attempt failed for now as well
   */
  <T> T of(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (CopyUnavailableException e) {
        if (attempt == MOST || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      long bound = FIRST_PAUSE_NANOS << attempt;
      pause.accept(random.nextLong(bound / 2, bound));
    }
  }
}
