package tributary.app.run;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.simulators.Simulators;
import tributary.feeds.socket.FeedSettings;
import tributary.feeds.socket.ReceiveClock;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;
import tributary.feeds.venue.SocketVenue;

/**
 * The other end of a socket feed: the venue itself, or a simulator in its place.
 *
 * @param request what to ask it for
 * @param address where its socket is
 * @param rest where its REST API is, for what the socket did not bring; empty if there is none
 * @param clock the receive time of its frames
 * @param wall the time there
 * @param settings how patient to be with it
 * @param simulator stands for the venue, if one does
 * @param restSimulator stands for its REST API
 */
record SocketVenueSide(
    Feed request,
    URI address,
    Optional<URI> rest,
    ReceiveClock clock,
    InstantSource wall,
    FeedSettings settings,
    @Nullable SocketSimulator simulator,
    @Nullable RestSimulator restSimulator)
    implements AutoCloseable {

  /** Trades that a simulated venue remembers of each product. */
  private static final int REMEMBERED_TRADES = 1_000_000;

  static SocketVenueSide of(SocketVenue venue, Feed wanted, Origin origin, Clocks clocks) {
    if (origin instanceof Origin.Replay replay) {
      return replay(wanted, replay, clocks);
    }
    if (origin instanceof Origin.Market market) {
      return market(venue, wanted, market, clocks);
    }
    return new SocketVenueSide(
        wanted,
        venue.endpoint(),
        venue.backfill(wanted).map(RestBackfill::endpoint),
        ReceiveClock.of(clocks.wall()),
        clocks.wall(),
        FeedSettings.DEFAULT,
        null,
        null);
  }

  private static SocketVenueSide replay(Feed wanted, Origin.Replay replay, Clocks clocks) {
    SocketSimulator simulator =
        Simulators.replay(wanted, replay.file(), replay.pace(), clocks.nanos());
    SimulatedTime time = new SimulatedTime(simulator.clock());
    Feed request = withoutHeartbeats(wanted);
    return new SocketVenueSide(
        request,
        simulator.start(),
        Optional.empty(),
        time,
        time,
        patience(replay.pace()),
        simulator,
        null);
  }

  private static SocketVenueSide market(
      SocketVenue venue, Feed wanted, Origin.Market market, Clocks clocks) {
    if (venue.connections(wanted).size() > 1) {
      throw new RunException(
          "Cannot simulate %d products of %s at once: its simulator serves one connection, and they need %d"
              .formatted(wanted.products().size(), venue.name(), venue.connections(wanted).size()));
    }
    TradeBook book = new TradeBook(REMEMBERED_TRADES);
    SocketSimulator simulator =
        Simulators.market(
            wanted,
            market.trading(),
            market.pace(),
            Script.parse(market.script()),
            clocks.nanos(),
            book);
    RestSimulator rest = Simulators.rest(wanted.venue(), book, clocks.nanos()).orElse(null);
    SimulatedTime time = new SimulatedTime(simulator.clock());
    return new SocketVenueSide(
        wanted,
        simulator.start(),
        Optional.ofNullable(rest).map(RestSimulator::start),
        time,
        time,
        patience(market.pace()),
        simulator,
        rest);
  }

  /** A slow simulator's heartbeats are as slow as its market. */
  private static FeedSettings patience(Pace pace) {
    return FeedSettings.DEFAULT.slowedTo(pace.speed());
  }

  /** A recording has the heartbeats that it has: silence in it is no dead socket. */
  private static Feed withoutHeartbeats(Feed feed) {
    return new Feed(
        feed.venue(),
        feed.products(),
        feed.channels().stream().filter(channel -> !channel.startsWith("heartbeat")).toList());
  }

  /** The keys to be shown there: a simulator knows nobody's, and refuses whoever signs. */
  Secrets secrets(Plan plan) {
    return simulator == null ? plan.secrets() : Secrets.NONE;
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
    if (restSimulator != null) {
      restSimulator.close();
    }
  }
}
