package tributary.feeds.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.feeds.venue.Poll;

class ContinuityTest {
  @Test
  void aProductIsMissedAfterTwoIntervalsAndOnce() {
    Continuity continuity = asked(Duration.ofSeconds(30));
    continuity.good(List.of("bitcoin"), 0);
    assertEquals(0, continuity.broken(Duration.ofMillis(59_999).toNanos()).size());
    assertEquals(1, continuity.broken(Duration.ofSeconds(60).toNanos()).size());
    assertEquals(0, continuity.broken(Duration.ofSeconds(99).toNanos()).size());
  }

  @Test
  void askedEveryFewMillisecondsItIsMissedAfterASecond() {
    Continuity continuity = asked(Duration.ofMillis(5));
    continuity.good(List.of("bitcoin"), 0);
    assertEquals(0, continuity.broken(Duration.ofMillis(999).toNanos()).size());
    assertEquals(1, continuity.broken(Duration.ofSeconds(1).toNanos()).size());
  }

  private static Continuity asked(Duration every) {
    return new Continuity(new Poll("simple-price", List.of("bitcoin"), "coingecko", every));
  }
}
