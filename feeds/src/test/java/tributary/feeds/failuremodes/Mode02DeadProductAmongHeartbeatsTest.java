package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.Freshness;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 2: heartbeats go on while one product is dead. */
@Timeout(60)
class Mode02DeadProductAmongHeartbeatsTest {
  private static final String SCRIPT = "silence ETHER at 1000";

  @ParameterizedTest
  @EnumSource
  void isReportedStaleWhileTheOthersGoOn(Asked venue) {
    try (PlayedFeed feed = PlayedFeed.byTheFrames(venue.request(), venue.market(6_000, SCRIPT))) {
      List<Collected.Taken> taken = feed.takeAll();
      assertTrue(feed.truth().dropped() > 1_000, feed::evidence);
      Freshness dead = feed.freshness(venue.ether());
      assertEquals(Freshness.State.STALE, dead.state(), feed::evidence);
      assertTrue(
          dead.reason().matches("no data for [0-9]{3}.* s, usually every .* s"), dead::reason);
      assertEquals(Freshness.State.LIVE, feed.freshness(venue.bitcoin()).state());
      assertEquals(0, feed.status().reconnects(), "the connection is not torn for it");
      assertEquals(List.of(), feed.outlet().marks());
      assertEquals(feed.truth().distinct(), venue.trades(taken));
    }
  }
}
