package tributary.app.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Feed;
import tributary.feeds.http.CallBudget;
import tributary.feeds.poll.PollSettings;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;
import tributary.feeds.socket.ReceiveClock;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venue.Secret;
import tributary.feeds.venue.Secrets;

/**
 * The other end of a feed that asks: the venue itself, or a simulator in its place.
 *
 * @param address whom to ask
 * @param access the keys to ask with
 * @param clock the receive time of replies
 * @param budget how often it may be asked
 * @param settings how often to ask
 * @param simulator stands for the venue, if one does
 */
record PolledVenueSide(
    URI address,
    Access access,
    ReceiveClock clock,
    CallBudget budget,
    PollSettings settings,
    @Nullable HttpSimulator simulator)
    implements AutoCloseable {

  /** As fast as a generated market can go: each reply is another one. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(5);

  /** A recording of one reply shall be over before it is told again. */
  private static final Duration SHORTEST_REPLAY_INTERVAL = Duration.ofSeconds(10);

  private static final String CALLS = "calls-";

  /** Nobody has to have a key for a simulator. */
  private static final Secrets ANY_KEY =
      name -> name.contains("_PRO_") ? Optional.empty() : Optional.of(new Secret("simulated"));

  static PolledVenueSide of(PolledVenue venue, Feed wanted, Surroundings around) {
    Clocks clocks = around.clocks();
    Origin origin = around.plan().origin();
    if (origin instanceof Origin.Replay replay) {
      HttpSimulator simulator =
          HttpSimulators.replay(venue.name(), List.of(replay.file()), HttpSimulators.Rules.none());
      Duration least = SHORTEST_REPLAY_INTERVAL;
      return simulated(
          venue, wanted, simulator, clocks.wall(), least, replay.pace().speed(), clocks);
    }
    if (origin instanceof Origin.Market market) {
      Access access = new Access(ANY_KEY, clocks.wall(), clocks.random());
      Duration interval = interval(venue, wanted, access);
      PolledTime time = new PolledTime(market.start().instant(), interval);
      HttpSimulator simulator =
          HttpSimulators.market(
              venue.name(),
              market.seed(),
              wanted.products(),
              time,
              market.frames(),
              HttpSimulators.Rules.none().with(HttpScript.parse(market.script())));
      return simulated(
          venue, wanted, simulator, time, SHORTEST_INTERVAL, market.pace().speed(), clocks);
    }
    return real(venue, around);
  }

  private static PolledVenueSide real(PolledVenue venue, Surroundings around) {
    Clocks clocks = around.clocks();
    Access access = new Access(around.plan().secrets(), clocks.wall(), clocks.random());
    Path journal = around.plan().folder().root().resolve(CALLS + venue.name());
    return new PolledVenueSide(
        venue.endpoint(access),
        access,
        ReceiveClock.of(clocks.wall()),
        CallBudget.kept(journal, venue.limits(access), clocks.wall(), clocks.nanos()),
        PollSettings.DEFAULT,
        null);
  }

  private static PolledVenueSide simulated(
      PolledVenue venue,
      Feed wanted,
      HttpSimulator simulator,
      InstantSource time,
      Duration least,
      double speed,
      Clocks clocks) {
    Access access = new Access(ANY_KEY, time, clocks.random());
    long millis = (long) (interval(venue, wanted, access).toMillis() / speed);
    Duration every = Duration.ofMillis(Math.max(least.toMillis(), millis));
    ReceiveClock clock = time instanceof PolledTime polled ? polled : ReceiveClock.of(time);
    return new PolledVenueSide(
        simulator.start(),
        access,
        clock,
        new CallBudget(List.of(), clocks.nanos()),
        PollSettings.DEFAULT.every(every),
        simulator);
  }

  private static Duration interval(PolledVenue venue, Feed wanted, Access access) {
    return venue.polls(wanted, access).get(0).every();
  }

  @Override
  public void close() {
    if (simulator != null) {
      simulator.close();
    }
  }
}
