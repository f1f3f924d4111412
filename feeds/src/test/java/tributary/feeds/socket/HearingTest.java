package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.venue.SocketVenue.Heartbeats;

/** When a connection has borne fruit, so that the next is tried at once whatever ended it. */
class HearingTest {
  private static final long SECOND = 1_000_000_000;
  private static final List<String> PRODUCTS = List.of("A");

  private final AtomicLong nanos = new AtomicLong();
  private final Collected outlet = new Collected();
  private final LinkCounters counters =
      new LinkCounters(PRODUCTS, false, FeedSettings.DEFAULT, nanos::get);
  private final Hearing hearing =
      new Hearing(
          new FeedTarget(
              PlainVenue.with(Heartbeats.NONE),
              URI.create("ws://127.0.0.1:1"),
              new Feed("plain", PRODUCTS, List.of("data")),
              ACCESS),
          FeedSettings.DEFAULT,
          outlet,
          new Marks(PRODUCTS, outlet, counters),
          () -> 0,
          nanos::get,
          counters);

  @Test
  void aMessageRefusedRightAfterConnectingLeavesNoFruit() {
    hear("ack A");
    hear("data A");
    hearing.refused("too_large");
    assertFalse(hearing.isFruitful(9 * SECOND));
  }

  @Test
  void oneRefusedAfterTenSecondsDoes() {
    hear("ack A");
    hearing.refused("too_large");
    assertTrue(hearing.isFruitful(10 * SECOND));
  }

  @Test
  void oneRefusedAfterAThousandFramesDoes() {
    hear("ack A");
    for (int i = 2; i <= 1_000; i++) {
      assertFalse(hearing.isFruitful(0));
      hear("data A");
    }
    hearing.refused("not_utf8");
    assertTrue(hearing.isFruitful(0));
  }

  @Test
  void withoutAnAnswerTimeAloneIsNoFruit() {
    hear("refuse no");
    assertFalse(hearing.isFruitful(60 * SECOND));
    assertEquals(Optional.of("no ack within 5000 ms"), hearing.overdue(5 * SECOND));
  }

  private void hear(String frame) {
    hearing.receive(frame.getBytes(UTF_8));
  }
}
