package tributary.feeds.publish;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what became of each frame. Any thread. */
final class Tally {
  private final Map<String, Long> refusals = new TreeMap<>();
  private long taken;
  private long published;
  private long publishedBytes;
  private long refused;
  private volatile @Nullable String waitingFor;

  synchronized void took() {
    taken++;
  }

  /** What was taken last was given back untouched. */
  synchronized void gaveBack() {
    taken--;
    notifyIfSettled();
  }

  synchronized void published(int bytes) {
    published++;
    publishedBytes += bytes;
    notifyIfSettled();
  }

  synchronized void refused(Throwable cause) {
    refused(reason(cause));
  }

  synchronized void refused(String reason) {
    refused++;
    refusals.merge(reason, 1L, Long::sum);
    notifyIfSettled();
  }

  /** Tells why nothing goes on; null if it does. Answers whether that is new. */
  boolean waiting(@Nullable String reason) {
    boolean isNew = waitingFor == null;
    if (!isNew || reason != null) {
      waitingFor = reason;
    }
    return isNew;
  }

  /** Waits until nothing is on its way, at most that long; answers whether that was reached. */
  synchronized boolean awaitSettled(long millis, LongSupplier nanos) throws InterruptedException {
    long until = nanos.getAsLong() + millis * 1_000_000;
    while (onTheirWay() > 0) {
      long left = (until - nanos.getAsLong()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(Math.min(left, 100));
    }
    return true;
  }

  synchronized PublishStatus status() {
    return new PublishStatus(
        taken, published, publishedBytes, refusals, Optional.ofNullable(waitingFor));
  }

  private void notifyIfSettled() {
    if (onTheirWay() == 0) {
      notifyAll();
    }
  }

  private long onTheirWay() {
    return taken - published - refused;
  }

  /** {@code RecordTooLargeException} becomes {@code record_too_large}. */
  static String reason(Throwable cause) {
    return cause
        .getClass()
        .getSimpleName()
        .replaceAll("Exception$", "")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }
}
