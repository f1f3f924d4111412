package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 4: reconnected, but not subscribed again. */
@Timeout(60)
class Mode04NotResubscribedTest {

  @ParameterizedTest
  @EnumSource
  void eachConnectionSubscribesAndBringsWhatComes(Asked venue) {
    try (PlayedFeed feed = venue.play(3_000, "disconnect every 500")) {
      assertEquals(3_000, venue.trades(feed.takeAll()));
      assertTrue(feed.truth().connections() >= 3, feed::evidence);
      assertEquals(feed.truth().connections() - 1, feed.status().reconnects());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSubscribeThatIsNotAnsweredIsGivenUpAndMadeAnew(Asked venue) {
    try (PlayedFeed feed = venue.play(2_000, "no-resubscribe at 600")) {
      feed.until(() -> feed.truth().connections() == 2);
      feed.passUntil(() -> feed.status().reconnects() == 2);
      assertEquals("no ack within 5000 ms", feed.status().lastEnding().orElseThrow());
      assertEquals(2_000, venue.trades(feed.takeAll()));
      assertEquals(3, feed.truth().connections());
    }
  }
}
