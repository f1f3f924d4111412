package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.FeedSettings;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 8: a frame is larger than the client takes, and the feed dies without a word. */
@Timeout(60)
class Mode08FrameOverTheLimitTest {
  private static final int LIMIT = FeedSettings.DEFAULT.maxMessageBytes();
  private static final int SNAPSHOT = 600 << 10;

  @Test
  void snapshotsUpToTheLimitPass() {
    String script = "huge 65537B 0.3%%, huge %dB 0.3%%, huge %dB 0.3%%".formatted(SNAPSHOT, LIMIT);
    try (PlayedFeed feed = Asked.COINBASE_EXCHANGE.play(2_000, script)) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(2_000, Asked.COINBASE_EXCHANGE.trades(taken));
      assertTrue(List.of(65_537, SNAPSHOT, LIMIT).stream().allMatch(size -> has(size, taken)));
      assertEquals(0, feed.status().reconnects(), feed::evidence);
    }
  }

  @Test
  void aLargerOneIsRefusedByNameAndTheNextConnectionGoesOn() {
    String script = "huge %dB 0.3%%, huge %dB 0.3%%".formatted(SNAPSHOT, LIMIT + 1);
    try (PlayedFeed feed = Asked.COINBASE_EXCHANGE.play(2_000, script)) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(2_000, Asked.COINBASE_EXCHANGE.trades(taken), "what was on its way came again");
      long refused = feed.truth().other() - count(SNAPSHOT, taken);
      assertTrue(refused > 0, feed::evidence);
      assertEquals(Map.of("too_large", refused), feed.status().refusals());
      assertEquals(refused, feed.status().reconnects(), "none was sent twice");
      assertEquals("message larger than 4194304 bytes", feed.status().lastEnding().orElseThrow());
      assertTrue(taken.stream().allMatch(frame -> frame.frame().length <= LIMIT));
    }
  }

  private static boolean has(int size, List<Collected.Taken> taken) {
    return count(size, taken) > 0;
  }

  private static long count(int size, List<Collected.Taken> taken) {
    return taken.stream().filter(frame -> frame.frame().length == size).count();
  }
}
