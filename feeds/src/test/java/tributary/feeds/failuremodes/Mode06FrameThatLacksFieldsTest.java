package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 6: a frame that lacks fields kills the connection, in a loop. */
@Timeout(60)
class Mode06FrameThatLacksFieldsTest {
  private static final String SCRIPT =
      "missing trade 3%, missing price 2%, missing product_id 1%, missing symbol 1%, missing data 1%,"
          + " missing type 1%";

  @ParameterizedTest
  @EnumSource
  void isPublishedAsItIsAndCostsNoOtherFrame(Asked venue) {
    try (PlayedFeed feed = venue.play(3_000, SCRIPT)) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(0, feed.status().reconnects(), feed::evidence);
      assertEquals(feed.truth().written(), taken.size());
      assertEquals(List.of(), feed.outlet().marks());
    }
  }

  @ParameterizedTest
  @EnumSource
  void isKeptInQuarantineAndEveryOtherBecomesItsRows(Asked venue) {
    try (PlayedFeed feed = venue.play(3_000, "missing trade 3%, missing price 2%")) {
      Silver silver = Silver.of(venue);
      feed.takeAll().forEach(silver::take);
      assertTrue(feed.truth().incomplete() > 20, feed::evidence);
      assertEquals(feed.truth().incomplete(), silver.framesRejected());
      assertEquals(feed.truth().rows(), silver.rows());
    }
  }
}
