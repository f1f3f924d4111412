package tributary.feeds.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void pausesGrowUpToTheLongest() {
    Backoff backoff = backoff(7);
    long bound = 500;
    for (int attempt = 0; attempt < 20; attempt++) {
      long millis = Duration.ofNanos(backoff.nextNanos()).toMillis();
      long least = Math.max(250, bound / 2);
      assertTrue(
          millis >= least && millis <= bound, millis + " not from " + least + " to " + bound);
      bound = Math.min(30_000, bound * 2);
    }
  }

  @Test
  void differentSeedsPauseDifferently() {
    List<Long> pauses = Stream.of(1L, 2L, 3L).map(seed -> backoff(seed).nextNanos()).toList();
    assertEquals(3, pauses.stream().distinct().count());
  }

  @Test
  void afterAResetPausesAreShortAgain() {
    Backoff backoff = backoff(7);
    Stream.generate(backoff::nextNanos).limit(10).forEach(pause -> {});
    backoff.reset();
    assertTrue(backoff.nextNanos() <= Duration.ofMillis(500).toNanos());
  }

  @Test
  void theFirstMayBeTheLongest() {
    Duration second = Duration.ofSeconds(1);
    Backoff backoff = new Backoff(second, second, new SplittableRandom(7));
    assertEquals(second.toNanos(), backoff.nextNanos());
    assertEquals(second.toNanos(), backoff.nextNanos());
  }

  private static Backoff backoff(long seed) {
    return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), new SplittableRandom(seed));
  }
}
