package tributary.feeds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Waits for a condition, up to a deadline. */
public final class Await {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Await() {}

  /** Waits until it holds; fails with the evidence if it does not in 30 s. */
  public static void until(BooleanSupplier condition, Supplier<?> evidence) {
    until(condition, () -> {}, evidence);
  }

  /** The same, with something done before each look. */
  public static void until(BooleanSupplier condition, Runnable meanwhile, Supplier<?> evidence) {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        Assertions.fail("Not within 30 s; now: " + evidence.get());
      }
      meanwhile.run();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
