package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedSettingsTest {

  @Test
  void aSlowVenueIsWaitedForLonger() {
    FeedSettings slow = FeedSettings.DEFAULT.slowedTo(0.1);
    assertEquals(Duration.ofSeconds(50), slow.heartbeatTimeout());
    assertEquals(Duration.ofSeconds(50), slow.subscribeDeadline());
    assertEquals(FeedSettings.DEFAULT.longestBackoff(), slow.longestBackoff());
  }

  @Test
  void aFastVenueIsNotHurried() {
    assertEquals(FeedSettings.DEFAULT, FeedSettings.DEFAULT.slowedTo(10));
    assertEquals(FeedSettings.DEFAULT, FeedSettings.DEFAULT.slowedTo(Double.POSITIVE_INFINITY));
  }
}
