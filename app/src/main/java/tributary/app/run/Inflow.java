package tributary.app.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Feed;
import tributary.core.spec.Pipeline;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulators.Simulators;
import tributary.feeds.socket.FeedSettings;
import tributary.feeds.socket.FeedStatus;
import tributary.feeds.socket.FeedTarget;
import tributary.feeds.socket.ReceiveClock;
import tributary.feeds.socket.SocketFeed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secrets;
import tributary.feeds.venue.SocketVenue;
import tributary.feeds.venues.Venues;

/**
 * What fills the topic: the feed and its publisher, and the simulator where the venue is not the
 * real one.
 */
final class Inflow implements AutoCloseable {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);

  private final String address;
  private final @Nullable SocketSimulator simulator;
  private final Publisher publisher;
  private final SocketFeed feed;
  private final BooleanSupplier isLogGone;

  private Inflow(
      String address,
      @Nullable SocketSimulator simulator,
      Publisher publisher,
      SocketFeed feed,
      BooleanSupplier isLogGone) {
    this.address = address;
    this.simulator = simulator;
    this.publisher = publisher;
    this.feed = feed;
    this.isLogGone = isLogGone;
  }

  /**
   * Connects, and begins to publish.
   *
   * @param isLogGone whether the broker has stopped and will not come back
   * @return empty if the origin is the topic itself
   */
  static Optional<Inflow> open(
      Plan plan, Properties kafka, Clocks clocks, BooleanSupplier isLogGone) {
    Pipeline pipeline = plan.pipeline();
    if (plan.origin() instanceof Origin.TopicOnly) {
      return Optional.empty();
    }
    Feed wanted = pipeline.feed();
    if (wanted == null) {
      throw new RunException(
          "Cannot start a feed: pipeline %s names no venue; it takes in what the topic holds"
              .formatted(pipeline.name()));
    }
    SocketVenue venue = (SocketVenue) Venues.named(wanted.venue());
    Feed request = plan.origin() instanceof Origin.Replay ? withoutHeartbeats(wanted) : wanted;
    SocketSimulator simulator = simulator(plan.origin(), request, clocks);
    Access access = new Access(Secrets.NONE, clocks.wall(), clocks.random());
    FeedTarget target =
        new FeedTarget(
            venue, simulator == null ? venue.endpoint() : simulator.start(), request, access);
    ReceiveClock clock = simulator == null ? ReceiveClock.of(clocks.wall()) : simulator.clock();
    Publisher publisher = Publisher.to(pipeline.topic().name(), kafka, clocks.nanos());
    SocketFeed feed =
        new SocketFeed(
            target, settings(plan.origin()), publisher, clock, clocks.nanos(), clocks.random());
    feed.start();
    return Optional.of(
        new Inflow(target.address().toString(), simulator, publisher, feed, isLogGone));
  }

  /** A slow simulator's heartbeats are as slow as its market. */
  private static FeedSettings settings(Origin origin) {
    if (origin instanceof Origin.Market market) {
      return FeedSettings.DEFAULT.slowedTo(market.pace().speed());
    }
    if (origin instanceof Origin.Replay replay) {
      return FeedSettings.DEFAULT.slowedTo(replay.pace().speed());
    }
    return FeedSettings.DEFAULT;
  }

  /** A recording has the heartbeats that it has: silence in it is no dead socket. */
  private static Feed withoutHeartbeats(Feed feed) {
    return new Feed(
        feed.venue(),
        feed.products(),
        feed.channels().stream().filter(channel -> !channel.equals("heartbeat")).toList());
  }

  private static @Nullable SocketSimulator simulator(Origin origin, Feed request, Clocks clocks) {
    if (origin instanceof Origin.Replay replay) {
      return Simulators.replay(request, replay.file(), replay.pace(), clocks.nanos());
    }
    if (origin instanceof Origin.Market market) {
      return Simulators.market(
          request, market.trading(), market.pace(), market.script(), clocks.nanos());
    }
    return null;
  }

  /** Where the feed is connected to. */
  String address() {
    return address;
  }

  boolean isSimulated() {
    return simulator != null;
  }

  FeedStatus feed() {
    return feed.status();
  }

  PublishStatus published() {
    return publisher.status();
  }

  /** What the simulator wrote, if there is one. */
  Optional<Truth> truth() {
    return simulator == null ? Optional.empty() : Optional.of(simulator.truth());
  }

  /**
   * Whether the simulator has written its last frame and the broker has acknowledged or refused
   * each.
   *
   * @throws RunException if the simulator failed
   */
  boolean isDone() {
    if (simulator == null || !simulator.finished().isDone()) {
      return false;
    }
    if (simulator.finished().isCompletedExceptionally()) {
      throw new RunException(
          "Cannot play on: "
              + simulator.finished().handle((done, failure) -> failure.getMessage()).join());
    }
    long written = simulator.truth().written();
    FeedStatus received = feed.status();
    long refused = received.refusals().values().stream().mapToLong(Long::longValue).sum();
    PublishStatus published = publisher.status();
    return received.frames() + refused >= written
        && published.published() + published.refused() >= published.taken();
  }

  @Override
  public void close() {
    if (isLogGone.getAsBoolean()) {
      publisher.abandon();
    }
    feed.close();
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
