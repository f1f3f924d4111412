package tributary.feeds.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds a half-open socket where the venue sends no heartbeats: after a silence it wants a ping
 * sent, and if nothing at all comes upon that, not even a pong, nobody is there. Time is handed in,
 * in monotonic nanoseconds. Any thread.
 */
final class Pulse {
  private final long timeoutNanos;
  private long lastLife;
  private boolean asked;
  private long askedAt;

  Pulse(Duration timeout, long now) {
    this.timeoutNanos = timeout.toNanos();
    this.lastLife = now;
  }

  /** Something came, or its absence means nothing. */
  synchronized void alive(long now) {
    lastLife = now;
    asked = false;
  }

  /** Whether a ping is to be sent now; it is taken to be. */
  synchronized boolean wantsPing(long now) {
    if (asked || now - lastLife < timeoutNanos) {
      return false;
    }
    asked = true;
    askedAt = now;
    return true;
  }

  /** That nobody is there, if so. */
  synchronized Optional<String> silence(long now) {
    if (!asked || now - askedAt < timeoutNanos) {
      return Optional.empty();
    }
    double seconds = TimeUnit.NANOSECONDS.toMillis(now - askedAt) / 1_000.0;
    return Optional.of("no pong for " + seconds + " s");
  }
}
