package tributary.feeds.socket;

import static tributary.feeds.TestAccess.ACCESS;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
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

/** A real feed on a simulator of its venue, and what it took. */
final class PlayedFeed implements AutoCloseable {
  private static final FeedSettings SETTINGS =
      FeedSettings.DEFAULT.withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final SocketSimulator simulator;
  private final Collected outlet = new Collected();
  private final SocketFeed feed;

  PlayedFeed(Feed request, SocketSimulator simulator) {
    this.simulator = simulator;
    SocketVenue venue = (SocketVenue) Venues.named(request.venue());
    this.feed =
        new SocketFeed(
            new FeedTarget(venue, simulator.start(), request, ACCESS),
            SETTINGS,
            outlet,
            simulator.clock(),
            System::nanoTime,
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

  /** All frames of the venue, once the simulator has written its last and the feed has it. */
  List<Collected.Taken> takeAll() {
    Await.until(() -> simulator.finished().isDone(), this::evidence);
    simulator.finished().join();
    Await.until(() -> outlet.frames() >= truth().written(), this::evidence);
    return outlet.ofVenue();
  }

  FeedStatus status() {
    return feed.status();
  }

  Truth truth() {
    return simulator.truth();
  }

  String evidence() {
    return feed.status() + " of " + simulator.truth();
  }

  @Override
  public void close() {
    feed.close();
    simulator.close();
  }
}
