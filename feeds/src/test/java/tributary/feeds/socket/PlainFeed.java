package tributary.feeds.socket;

import static tributary.feeds.TestAccess.ACCESS;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.venue.SocketVenue;

/** A feed of a {@link PlainVenue} with all that a test wants to see of it; time stands still. */
final class PlainFeed implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final long START_MICROS = START.getEpochSecond() * 1_000_000;
  static final FeedSettings SETTINGS =
      FeedSettings.DEFAULT.withBackoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  final Collected outlet = new Collected();
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final SocketFeed feed;

  private PlainFeed(
      SocketVenue venue,
      URI address,
      boolean isRecorded,
      FeedSettings settings,
      String[] products) {
    ReceiveClock wall = ReceiveClock.of(() -> START.plusNanos(nanos.get()));
    feed =
        new SocketFeed(
            new FeedTarget(
                venue, address, new Feed("plain", List.of(products), List.of("data")), ACCESS),
            settings,
            outlet,
            isRecorded ? wall::stampMicros : wall,
            nanos::get,
            new SplittableRandom(1));
    open.push(feed);
    feed.start();
  }

  static PlainFeed of(SocketVenue venue, PlainServer server, String... products)
      throws InterruptedException {
    return of(venue, server, SETTINGS, products);
  }

  static PlainFeed of(
      SocketVenue venue, PlainServer server, FeedSettings settings, String... products)
      throws InterruptedException {
    PlainFeed feed = new PlainFeed(venue, server.listen(), false, settings, products);
    feed.open.addLast(server);
    return feed;
  }

  /** One whose receive times are those of a recording. */
  static PlainFeed recorded(SocketVenue venue, PlainServer server, String... products)
      throws InterruptedException {
    PlainFeed feed = new PlainFeed(venue, server.listen(), true, SETTINGS, products);
    feed.open.addLast(server);
    return feed;
  }

  static PlainFeed to(URI address, SocketVenue venue, String... products) {
    return new PlainFeed(venue, address, false, SETTINGS, products);
  }

  FeedStatus status() {
    return feed.status();
  }

  Freshness freshness(String product) {
    return java.util.Objects.requireNonNull(status().freshness().get(product));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  Duration passed() {
    return Duration.ofNanos(nanos.get());
  }

  void awaitLive(int connections) {
    until(() -> status().live() == connections && status().frames() >= connections);
  }

  void awaitFrames(int frames) {
    until(() -> status().frames() == frames);
  }

  void until(BooleanSupplier condition) {
    Await.until(condition, () -> status() + " " + texts());
  }

  /** Waits until so many are live, of which each may begin 1 to 1.25 ms after another. */
  void awaitEachLive(int connections) {
    awaitLive(1);
    for (int live = 2; live <= connections; live++) {
      pass(Duration.ofMillis(2));
      awaitLive(live);
    }
  }

  /** Lets time pass while a connection is paused before, and only then, until it holds. */
  void pauseUntil(BooleanSupplier condition) {
    Await.until(
        condition,
        () -> {
          if (status().state() == FeedStatus.State.BACKING_OFF) {
            pass(Duration.ofMillis(10));
          }
        },
        () -> status() + " " + texts());
  }

  /** Lets time pass, whatever the feed is at, in steps of 10 ms, until it holds. */
  void passUntil(BooleanSupplier condition) {
    Await.until(condition, () -> pass(Duration.ofMillis(10)), () -> status() + " " + texts());
  }

  List<String> texts() {
    return outlet.all().stream().map(Collected.Taken::text).toList();
  }

  /** Stops the feed; its server is left. */
  void stop() {
    feed.close();
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
