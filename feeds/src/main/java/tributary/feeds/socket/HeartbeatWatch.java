package tributary.feeds.socket;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that one connection has gone silent. A product is watched from the ack that lists it, or
 * its first heartbeat, on, so that one which the venue refused is never waited for; and something
 * must come after the subscribe. Time is handed in, in monotonic nanoseconds. Any thread.
 */
final class HeartbeatWatch {
  private final long timeoutNanos;
  private final Map<String, Long> lastHeartbeat = new HashMap<>();
  private long lastFrame;

  /** Waits from now on. */
  HeartbeatWatch(Duration timeout, long now) {
    this.timeoutNanos = timeout.toNanos();
    this.lastFrame = now;
  }

  synchronized void frame(long now) {
    lastFrame = now;
  }

  /** Watches these products too. */
  synchronized void expect(Set<String> products, long now) {
    products.forEach(product -> lastHeartbeat.putIfAbsent(product, now));
  }

  synchronized void heartbeat(@Nullable String product, long now) {
    lastFrame = now;
    if (product != null) {
      lastHeartbeat.put(product, now);
    }
  }

  /**
   * Starts every wait again: while we had no room for frames ourselves, their absence meant
   * nothing.
   */
  synchronized void excuse(long now) {
    lastFrame = now;
    lastHeartbeat.replaceAll((product, before) -> now);
  }

  /** What has been missing for too long, if anything. */
  synchronized Optional<String> silence(long now) {
    if (now - lastFrame >= timeoutNanos) {
      return Optional.of("no frame for " + seconds(now - lastFrame));
    }
    return lastHeartbeat.entrySet().stream()
        .filter(last -> now - last.getValue() >= timeoutNanos)
        .map(
            last ->
                "no heartbeat of %s for %s"
                    .formatted(last.getKey(), seconds(now - last.getValue())))
        .findFirst();
  }

  private static String seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) / 1_000.0 + " s";
  }
}
