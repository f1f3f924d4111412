package tributary.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import tributary.feeds.socket.ReceiveClock;

/**
 * The time of a simulated venue that is asked: it goes on by one interval with each reply, however
 * fast the replies come. Any thread.
 */
final class PolledTime implements ReceiveClock, InstantSource {
  private final long stepMicros;
  private long micros;

  PolledTime(Instant start, Duration interval) {
    this.micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    this.stepMicros = interval.toNanos() / 1_000;
  }

  @Override
  public synchronized long stampMicros() {
    long stamp = micros;
    micros += stepMicros;
    return stamp;
  }

  @Override
  public synchronized OptionalLong nowMicros() {
    return OptionalLong.of(micros);
  }

  @Override
  public synchronized Instant instant() {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
