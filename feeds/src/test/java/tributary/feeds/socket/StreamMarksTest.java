package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.venue.SocketVenue.Heartbeats.NONE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;

/** What a feed writes into the stream beside the venue's frames, over real sockets. */
@Timeout(60)
class StreamMarksTest {
  private final PlainServer server = PlainServer.obliging();

  @Test
  void aDisconnectStandsBetweenTheFramesBeforeAndAfterItForEachProduct() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A", "B")) {
      feed.awaitLive(1);
      server.send(0, "data A before");
      feed.awaitFrames(2);
      feed.pass(Duration.ofSeconds(2));
      server.cut(0);
      feed.pauseUntil(() -> server.subscribed() == 2);
      server.send(1, "data A after");
      feed.awaitFrames(4);
      List<Collected.Taken> taken = feed.outlet.all();
      assertEquals(6, taken.size(), feed.texts().toString());
      assertEquals("data A before", taken.get(1).text());
      assertEquals("ack A,B", taken.get(4).text());
      assertEquals("data A after", taken.get(5).text());
      List<Mark> marks = feed.outlet.marks();
      assertEquals(List.of("A", "B"), marks.stream().map(Mark::product).toList());
      String reason = ((Mark.Disconnected) marks.get(0)).reason();
      assertEquals(feed.status().lastEnding().orElseThrow(), reason);
      for (Collected.Taken mark : taken.subList(2, 4)) {
        assertEquals(FrameOrigin.FEED, mark.origin());
        assertTrue(mark.receivedMicros() >= PlainFeed.START_MICROS + 2_000_000);
      }
      assertEquals("A", taken.get(2).key());
      assertEquals("B", taken.get(3).key());
      assertEquals(2, feed.status().marks());
    }
  }

  @Test
  void aStopIsADisconnectToo() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      feed.stop();
      assertEquals(List.of(new Mark.Disconnected("A", "stopped")), feed.outlet.marks());
    }
  }

  @Test
  void aLiveFeedSaysThatItBegins() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A", "B")) {
      feed.awaitLive(1);
      assertEquals(List.of("A", "B"), feed.outlet.beginnings());
    }
  }

  @Test
  void theEndOfARecordingIsNone() throws Exception {
    try (PlainFeed feed = PlainFeed.recorded(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      feed.stop();
      assertEquals(List.of(), feed.outlet.marks());
    }
  }

  @Test
  void aRecordingsDisconnectHasTheTimeOfItsLastFrame() throws Exception {
    try (PlainFeed feed = PlainFeed.recorded(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      feed.pass(Duration.ofSeconds(1));
      server.send(0, "data A");
      feed.awaitFrames(2);
      server.cut(0);
      feed.until(() -> feed.status().marks() == 1);
      assertEquals(PlainFeed.START_MICROS + 1_000_000, feed.outlet.all().get(2).receivedMicros());
    }
  }

  @Test
  void withoutAnAnswerThereIsNothingToMark() throws Exception {
    PlainServer mute = new PlainServer(products -> "");
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), mute, "A")) {
      feed.passUntil(() -> feed.status().reconnects() == 2);
      feed.stop();
      assertEquals(List.of(), feed.outlet.all());
    }
  }

  @Test
  void aSkippedNumberIsMarkedBeforeTheFrameThatShowsItAndNothingIsReset() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A", "B")) {
      feed.awaitLive(1);
      server.send(0, "4118596218:data A", "4118596219:beat", "4118596222:data B", "4118596223:x");
      feed.awaitFrames(5);
      assertEquals(
          List.of(
              "4118596219:beat",
              "{\"tributary\":\"missed\",\"product\":\"A\",\"first\":4118596220,\"last\":4118596221}",
              "{\"tributary\":\"missed\",\"product\":\"B\",\"first\":4118596220,\"last\":4118596221}",
              "4118596222:data B"),
          feed.texts().subList(2, 6));
      assertEquals(new FeedStatus.Numbers(2, 0), feed.status().numbers());
      assertEquals(0, feed.status().reconnects());
    }
  }

  @Test
  void numbersThatGoBackOrComeAgainAreCounted() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      server.send(0, "7:data A", "7:data A", "3:data A", "8:data A");
      feed.awaitFrames(5);
      assertEquals(new FeedStatus.Numbers(0, 2), feed.status().numbers());
      assertEquals(List.of(), feed.outlet.marks());
    }
  }

  @Test
  void eachConnectionHasItsOwnNumbers() throws Exception {
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      server.send(0, "0:data A", "1:data A");
      feed.awaitFrames(3);
      server.cut(0);
      feed.pauseUntil(() -> server.subscribed() == 2);
      server.send(1, "0:data A", "1:data A");
      feed.awaitFrames(6);
      assertEquals(new FeedStatus.Numbers(0, 0), feed.status().numbers());
    }
  }
}
