package tributary.feeds.socket;

import static tributary.feeds.TestAccess.ACCESS;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.simulators.Simulators;
import tributary.feeds.venue.SocketVenue;
import tributary.feeds.venues.Venues;

/**
 * A real feed on a simulator of its venue, and what it took. Its time passes when a test says so,
 * or with the frames; and while the feed pauses.
 */
public final class PlayedFeed implements AutoCloseable {
  private static final FeedSettings SETTINGS =
      FeedSettings.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private static final Duration STEP = Duration.ofMillis(10);

  private final SocketSimulator simulator;
  private final AtomicLong nanos;
  private final Collected outlet = new Collected();
  private final SocketFeed feed;

  private PlayedFeed(
      Feed request, SocketSimulator simulator, ReceiveClock clock, AtomicLong nanos) {
    this.simulator = simulator;
    this.nanos = nanos;
    SocketVenue venue = (SocketVenue) Venues.named(request.venue());
    this.feed =
        new SocketFeed(
            new FeedTarget(venue, simulator.start(), request, ACCESS),
            SETTINGS,
            outlet,
            clock,
            nanos::get,
            new SplittableRandom(1));
    feed.start();
  }

  /** A feed on a generated market, the same one each time. */
  static PlayedFeed market(Feed request, double rate, long trades, String script) {
    InstantSource start = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    return new PlayedFeed(
        request,
        Simulators.market(
            request,
            new Trading(7, rate, start, trades),
            Pace.MAX,
            Script.parse(script),
            System::nanoTime));
  }

  PlayedFeed(Feed request, SocketSimulator simulator) {
    this(request, simulator, simulator.clock(), new AtomicLong());
  }

  /**
   * One that stamps frames with the receive times of the simulator.
   *
   * @param nanos the feed's time; the simulator may go by it, too
   */
  public static PlayedFeed recorded(Feed request, SocketSimulator simulator, AtomicLong nanos) {
    return new PlayedFeed(request, simulator, simulator.clock(), nanos);
  }

  /** One for which so much time has passed as between the first frame and the one received last. */
  public static PlayedFeed byTheFrames(Feed request, SocketSimulator simulator) {
    AtomicLong nanos = new AtomicLong();
    AtomicLong first = new AtomicLong();
    ReceiveClock frames = simulator.clock();
    ReceiveClock telling =
        () -> {
          long micros = frames.stampMicros();
          first.compareAndSet(0, micros);
          nanos.accumulateAndGet((micros - first.get()) * 1_000, Math::max);
          return micros;
        };
    return new PlayedFeed(request, simulator, telling, nanos);
  }

  /** One that stamps frames by another clock; with one that goes it may hold two connections. */
  public static PlayedFeed stampedBy(
      ReceiveClock clock, Feed request, SocketSimulator simulator, AtomicLong nanos) {
    return new PlayedFeed(request, simulator, clock, nanos);
  }

  /** All frames of the venue, once the simulator has written its last and the feed has it. */
  public List<Collected.Taken> takeAll() {
    until(() -> simulator.finished().isDone());
    simulator.finished().join();
    until(() -> received() >= truth().written());
    return outlet.ofVenue();
  }

  private long received() {
    FeedStatus status = status();
    return status.frames() + status.refusals().values().stream().mapToLong(n -> n).sum();
  }

  /** Waits until it holds; pauses of the feed pass meanwhile. */
  public void until(BooleanSupplier condition) {
    Await.until(condition, this::passPauses, this::evidence);
  }

  private void passPauses() {
    if (status().state() == FeedStatus.State.BACKING_OFF) {
      pass(STEP);
    }
  }

  /** Waits until it holds, and lets time pass meanwhile. */
  public void passUntil(BooleanSupplier condition) {
    Await.until(condition, () -> pass(STEP), this::evidence);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** How much time has passed. */
  public Duration passed() {
    return Duration.ofNanos(nanos.get());
  }

  /** What it took. */
  public Collected outlet() {
    return outlet;
  }

  /** The feed now. */
  public FeedStatus status() {
    return feed.status();
  }

  /** How that product does. */
  public Freshness freshness(String product) {
    return Objects.requireNonNull(status().freshness().get(product));
  }

  /** What was sent. */
  public Truth truth() {
    return simulator.truth();
  }

  /** All that is known, for a test that fails. */
  public String evidence() {
    return feed.status() + " of " + simulator.truth();
  }

  @Override
  public void close() {
    outlet.open();
    feed.close();
    simulator.close();
  }
}
