package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.venue.SocketVenue.Heartbeats.NONE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that the venue is about to end, over real sockets. */
@Timeout(60)
class HandoverTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final String REPLACED = "replaced before the venue ends it";

  private final PlainServer server = PlainServer.obliging();

  @Test
  void beforeAVenueShutsDownAnotherConnectionTakesOverWithoutAHole() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      feed.pass(Duration.ofSeconds(10));
      server.send(0, "bye");
      feed.until(() -> server.subscribed() == 2);
      server.send(0, "data A old");
      server.send(1, "data A new");
      feed.awaitFrames(5);
      assertTrue(server.isOpen(0), "both bring frames for a while");
      feed.pass(Duration.ofSeconds(1));
      feed.until(() -> !server.isOpen(0));
      feed.until(() -> feed.status().lastEnding().isPresent());
      assertEquals(REPLACED, feed.status().lastEnding().orElseThrow());
      server.send(1, "data A next");
      feed.awaitFrames(6);
      assertEquals(List.of(), feed.outlet.marks());
      assertEquals(FeedStatus.State.LIVE, feed.status().state());
      assertEquals(1, feed.status().reconnects());
    }
  }

  @Test
  void aCutThatComesBeforeTheOtherIsLiveIsMarked() throws Exception {
    PlainServer slow = new PlainServer(products -> "");
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), slow, "A")) {
      feed.until(() -> slow.subscribed() == 1);
      slow.send(0, "ack A");
      feed.awaitLive(1);
      passBusily(feed, slow, Duration.ofSeconds(10));
      slow.send(0, "bye");
      feed.until(() -> slow.subscribed() == 2);
      slow.cut(0);
      feed.until(() -> feed.outlet.marks().size() == 1);
      feed.until(() -> feed.status().state() == FeedStatus.State.CONNECTING);
      slow.send(1, "ack A");
      feed.awaitLive(1);
      assertEquals(2, slow.subscribed());
    }
  }

  @Test
  void aConnectionIsReplacedSomeMinutesBeforeTheVenueCutsIt() throws Exception {
    PlainVenue venue = PlainVenue.with(NONE).cuttingAfter(DAY);
    try (PlainFeed feed = PlainFeed.of(venue, server, "A")) {
      feed.awaitLive(1);
      passBusily(feed, server, DAY.minusMinutes(11));
      assertEquals(1, server.subscribed());
      passBusily(feed, server, Duration.ofMinutes(1));
      feed.awaitFrames(4);
      assertEquals(2, server.subscribed());
      feed.pass(Duration.ofSeconds(1));
      feed.until(() -> !server.isOpen(0));
      assertEquals(List.of(), feed.outlet.marks());
    }
  }

  /**
   * Time passes while a frame waits for room, so that nothing is missed and no ping is sent: right
   * after a pong the JDK's client can miss the end of a connection until the next ping.
   */
  private static void passBusily(PlainFeed feed, PlainServer server, Duration time) {
    int frames = (int) feed.status().frames();
    feed.outlet.shut();
    server.send(0, "data A");
    feed.until(() -> feed.outlet.waiting() == 1);
    feed.pass(time);
    feed.outlet.open();
    feed.awaitFrames(frames + 1);
  }

  @Test
  void whatAVenueSaysRightAfterConnectingIsNotActedOn() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      server.send(0, "bye", "data A");
      feed.awaitFrames(3);
      feed.pass(Duration.ofMillis(4_900));
      assertEquals(1, server.subscribed());
    }
  }

  /** Time stands still, in which no back-off would end. */
  @Test
  void withTheClockOfARecordingOneEndsBeforeTheOtherBegins() throws Exception {
    try (PlainFeed feed = PlainFeed.recorded(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      feed.pass(Duration.ofSeconds(10));
      server.send(0, "bye");
      feed.until(() -> feed.outlet.marks().size() == 1);
      feed.until(() -> server.subscribed() == 2);
    }
  }
}
