package tributary.bench.market;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;

/**
 * Publishes a market as it happens: each frame at its own event time, which is therefore the
 * intended time of its sending. One that is late is sent at once, and its lateness counts.
 */
public final class PacedSender {
  private final Publisher publisher;
  private final LongSupplier microClock;
  private final Histogram lateness = new Histogram(3);

  public PacedSender(Publisher publisher, LongSupplier microClock) {
    this.publisher = publisher;
    this.microClock = microClock;
  }

  /** Sends all frames until the end of the span; answers how many of them were due within it. */
  public long send(GeneratedMarket market, Span span) {
    long counted = 0;
    while (market.advance() && market.eventMicros() < span.untilMicros()) {
      long late = await(market.eventMicros());
      BenchTopic.publish(publisher, market);
      if (span.holds(market.eventMicros())) {
        counted++;
        lateness.recordValue(late);
      }
    }
    BenchTopic.settle(publisher);
    return counted;
  }

  private long await(long dueMicros) {
    long left = dueMicros - microClock.getAsLong();
    while (left > 0) {
      LockSupport.parkNanos(left * 1_000);
      left = dueMicros - microClock.getAsLong();
    }
    return -left;
  }

  /** By how much frames were sent late, in microseconds. */
  public Histogram lateness() {
    return lateness;
  }
}
