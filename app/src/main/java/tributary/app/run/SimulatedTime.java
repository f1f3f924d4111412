package tributary.app.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import tributary.feeds.socket.ReceiveClock;

/**
 * The time of a simulated venue, which goes on with its frames: it is that of the last one. What is
 * fetched from the venue beside its frames bears this time too. Any thread may ask for it.
 */
final class SimulatedTime implements ReceiveClock, InstantSource {
  private final ReceiveClock frames;
  private volatile long lastMicros;

  SimulatedTime(ReceiveClock frames) {
    this.frames = frames;
  }

  @Override
  public long stampMicros() {
    lastMicros = frames.stampMicros();
    return lastMicros;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS);
  }
}
