package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  @Test
  void waitsAsLongAsTheRecordingDid() {
    assertEquals(1_500_000, Pace.RECORDED.nanosFor(1_500));
    assertEquals(150_000, Pace.parse("10").nanosFor(1_500));
    assertEquals(3_000_000, Pace.parse("0.5").nanosFor(1_500));
    assertEquals(0, Pace.parse("max").nanosFor(1_500));
  }

  @Test
  void aDayBetweenTwoFramesIsFiveSeconds() {
    assertEquals(5_000_000_000L, Pace.RECORDED.nanosFor(86_400_000_000L));
    assertEquals(0, Pace.RECORDED.nanosFor(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "fast", "-1", "1e9", "NaN"})
  void otherSpeedsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Pace.parse(text));
  }
}
