package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeartbeatWatchTest {
  private static final long SECOND = 1_000_000_000;

  private final HeartbeatWatch watch = new HeartbeatWatch(Duration.ofSeconds(5), 0);

  @Test
  void somethingMustCome() {
    assertEquals(Optional.empty(), watch.silence(5 * SECOND - 1));
    assertEquals(Optional.of("no frame for 5.0 s"), watch.silence(5 * SECOND));
  }

  @Test
  void oneProductCanGoSilentWhileOthersGoOn() {
    watch.heartbeat("BTC-USD", SECOND);
    watch.heartbeat("ETH-USD", SECOND);
    watch.heartbeat("ETH-USD", 6 * SECOND);
    assertEquals(Optional.of("no heartbeat of BTC-USD for 5.0 s"), watch.silence(6 * SECOND));
  }

  @Test
  void aProductExpectedAndNeverHeardOfIsMissed() {
    watch.heartbeat("BTC-USD", SECOND);
    watch.expect(Set.of("BTC-USD", "ETH-USD"), 2 * SECOND);
    watch.heartbeat("BTC-USD", 6 * SECOND);
    assertEquals(Optional.of("no heartbeat of ETH-USD for 5.0 s"), watch.silence(7 * SECOND));
  }

  @Test
  void dataAreNoHeartbeat() {
    watch.heartbeat("BTC-USD", SECOND);
    watch.frame(6 * SECOND);
    assertEquals(Optional.of("no heartbeat of BTC-USD for 5.5 s"), watch.silence(6_500_000_000L));
  }

  @Test
  void aProductWithoutAHeartbeatIsNotWaitedFor() {
    watch.heartbeat("BTC-USD", 4 * SECOND);
    watch.heartbeat("BTC-USD", 8 * SECOND);
    assertEquals(Optional.empty(), watch.silence(9 * SECOND));
  }

  @Test
  void whileWeHadNoRoomSilenceMeansNothing() {
    watch.heartbeat("BTC-USD", SECOND);
    watch.excuse(60 * SECOND);
    assertEquals(Optional.empty(), watch.silence(64 * SECOND));
    assertEquals(Optional.of("no frame for 5.0 s"), watch.silence(65 * SECOND));
  }
}
