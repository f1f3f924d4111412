package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tributary.feeds.socket.Freshness.State;
import tributary.feeds.venue.FrameKind;

/** A quiet market is told from a dead feed. */
class FreshnessTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void beforeTheFirstConnectionAndAfterTheLastItIsDisconnected() {
    LinkCounters feed = feed(true);
    assertEquals(
        new Freshness(State.DISCONNECTED, OptionalLong.empty(), "not yet connected"), of(feed));
    connect(feed);
    data(feed, 7);
    feed.ended("no frame for 5.0 s");
    assertEquals(
        new Freshness(State.DISCONNECTED, OptionalLong.of(7), "no frame for 5.0 s"), of(feed));
  }

  @Test
  void dataMakeItLiveAndHeartbeatsAloneQuiet() {
    LinkCounters feed = feed(true);
    connect(feed);
    data(feed, 7);
    assertEquals(new Freshness(State.LIVE, OptionalLong.of(7), "data come"), of(feed));
    nanos.set(30 * SECOND);
    beat(feed, 8);
    assertEquals(
        new Freshness(State.QUIET, OptionalLong.of(7), "no data for 30.0 s; its heartbeats come"),
        of(feed));
  }

  @Test
  void withoutItsHeartbeatItIsStaleThoughTheConnectionLives() {
    LinkCounters feed = feed(true);
    connect(feed);
    data(feed, 7);
    nanos.set(5 * SECOND);
    feed.frame(new FrameKind.Data("B"), 1, 9, nanos.get());
    assertEquals(
        new Freshness(State.STALE, OptionalLong.of(7), "no data for 5.0 s, no heartbeat for 5.0 s"),
        of(feed));
  }

  @Test
  void whereOnlyTheConnectionBeatsTenMinutesAreTooLong() {
    LinkCounters feed = feed(false);
    connect(feed);
    nanos.set(10 * MINUTE - 1);
    assertEquals(State.QUIET, of(feed).state());
    nanos.set(10 * MINUTE);
    assertEquals(new Freshness(State.STALE, OptionalLong.empty(), "no data for 600.0 s"), of(feed));
  }

  @Test
  void aProductThatIsSeldomTradedMayBeQuietForLonger() {
    LinkCounters feed = feed(false);
    connect(feed);
    long last = dataEvery(MINUTE, 100, feed);
    nanos.set(last + 20 * MINUTE - SECOND);
    assertEquals(State.QUIET, of(feed).state());
    nanos.set(last + 20 * MINUTE);
    assertEquals("no data for 1200.0 s, usually every 60.0 s", of(feed).reason());
    assertEquals(State.STALE, of(feed).state());
  }

  @Test
  void aChannelThatIsDeadWhileItsHeartbeatsGoOnIsStale() {
    LinkCounters feed = feed(true);
    connect(feed);
    long last = dataEvery(SECOND / 2, 100, feed);
    nanos.set(last + 10 * MINUTE);
    beat(feed, 8);
    assertEquals(State.STALE, of(feed).state());
    assertEquals("no data for 600.0 s, usually every 0.5 s", of(feed).reason());
  }

  @Test
  void aProductHardlyEverTradedIsQuietAsLongAsItsHeartbeatsCome() {
    LinkCounters feed = feed(true);
    connect(feed);
    nanos.set(600 * MINUTE);
    beat(feed, 8);
    assertEquals(State.QUIET, of(feed).state());
  }

  @Test
  void theTimeBeforeAReconnectIsNoSilence() {
    LinkCounters feed = feed(true);
    connect(feed);
    data(feed, 7);
    feed.ended("cut");
    nanos.set(60 * MINUTE);
    connect(feed);
    assertEquals(
        new Freshness(State.LIVE, OptionalLong.of(7), "data come"), of(feed), "it just began");
    nanos.addAndGet(6 * SECOND);
    beat(feed, 8);
    assertEquals("no data for 6.0 s; its heartbeats come", of(feed).reason());
  }

  private long dataEvery(long spacing, int times, LinkCounters feed) {
    for (int i = 0; i < times; i++) {
      nanos.addAndGet(spacing);
      data(feed, i);
    }
    return nanos.get();
  }

  private LinkCounters feed(boolean beats) {
    return new LinkCounters(List.of("A", "B"), beats, FeedSettings.DEFAULT, nanos::get);
  }

  private static void connect(LinkCounters feed) {
    Subscriptions confirmed = new Subscriptions(List.of("A", "B"));
    confirmed.heard("A");
    feed.live(confirmed);
  }

  private void data(LinkCounters feed, long micros) {
    feed.frame(new FrameKind.Data("A"), 1, micros, nanos.get());
  }

  private void beat(LinkCounters feed, long micros) {
    feed.frame(new FrameKind.Heartbeat("A"), 1, micros, nanos.get());
  }

  private static Freshness of(LinkCounters feed) {
    return Objects.requireNonNull(feed.status().freshness().get("A"));
  }
}
