package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 7: several trades in one frame are handled as one. */
@Timeout(60)
class Mode07SeveralTradesInOneFrameTest {

  @ParameterizedTest
  @EnumSource(names = {"COINBASE_ADVANCED", "KRAKEN"})
  void eachBecomesARowAndTheOldestIsTheFirst(Asked venue) {
    try (PlayedFeed feed = venue.play(3_000, "")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertTrue(taken.stream().anyMatch(each -> venue.ids(each).size() > 1), "none has several");
      Silver silver = Silver.of(venue);
      taken.forEach(silver::take);
      assertEquals(3_000, silver.rows());
      assertEquals(0, silver.framesRejected());
      for (String product : venue.request().products()) {
        List<Long> ids = silver.ids(product);
        assertEquals(ids.stream().sorted().toList(), ids, "oldest first");
        assertEquals(ids.stream().distinct().toList(), ids);
      }
    }
  }
}
