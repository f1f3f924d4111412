package tributary.bench.feed;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import tributary.bench.market.BenchTopic;
import tributary.core.spec.Feed;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.publish.Publisher;
import tributary.feeds.socket.FeedSettings;
import tributary.feeds.socket.FeedTarget;
import tributary.feeds.socket.ReceiveClock;
import tributary.feeds.socket.SocketFeed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.Secrets;
import tributary.feeds.venue.SocketVenue;

/** The feed and its publisher, as a run has them. */
final class FeedClient implements Client {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Publisher publisher;
  private final SocketFeed feed;

  FeedClient(Load load) {
    Properties kafka = new Properties();
    kafka.putAll(BenchTopic.client(load.bootstrap()));
    kafka.put("interceptor.classes", AckWatch.class.getName());
    publisher = Publisher.shedding(BenchTopic.NAME, kafka, System::nanoTime, LONGEST_WAIT);
    SplittableRandom random = new SplittableRandom(1);
    InstantSource wall = InstantSource.system();
    Access access = new Access(Secrets.NONE, wall, random);
    feed =
        new SocketFeed(
            new FeedTarget(
                new Spread(new CoinbaseExchange(), load), load.server(), load.request(), access),
            FeedSettings.DEFAULT,
            publisher,
            ReceiveClock.of(wall),
            System::nanoTime,
            random);
    feed.start();
  }

  @Override
  public long frames() {
    return feed.status().frames();
  }

  @Override
  public void close() {
    feed.close();
    publisher.close();
    if (publisher.status().refused() > 0 || feed.status().reconnects() > 0) {
      throw new IllegalStateException(
          "Cannot count this round: " + publisher.status() + " " + feed.status());
    }
  }

  /** The venue, with as many products on a connection as the load wants. */
  private record Spread(SocketVenue venue, Load load) implements SocketVenue {
    @Override
    public String name() {
      return venue.name();
    }

    @Override
    public Profile profile() {
      return venue.profile();
    }

    @Override
    public void check(Feed request) {
      venue.check(request);
    }

    @Override
    public URI endpoint() {
      return venue.endpoint();
    }

    @Override
    public List<Feed> connections(Feed request) {
      return load.parts(request);
    }

    @Override
    public List<String> subscribeFrames(Feed request, Access access) {
      return venue.subscribeFrames(request, access);
    }

    @Override
    public Heartbeats heartbeats(Feed request) {
      return venue.heartbeats(request);
    }

    @Override
    public Heard classify(byte[] frame) {
      return venue.classify(frame);
    }
  }
}
