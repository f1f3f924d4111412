package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final long SECOND = 1_000_000_000;

  private final Gate gate = new Gate(Duration.ofSeconds(1), new SplittableRandom(3));

  @Test
  void theFirstIsLetInAtOnceAndTheNextAfterASecondOrALittleMore() {
    assertTrue(gate.opens(-5 * SECOND));
    assertFalse(gate.opens(-4 * SECOND - 1));
    assertTrue(gate.opens(-4 * SECOND + SECOND / 4));
    assertFalse(gate.opens(-4 * SECOND + SECOND / 4));
  }

  @Test
  void aVenueThatWantsToBeLeftAloneIs() {
    assertTrue(gate.opens(0));
    gate.hold(60 * SECOND);
    gate.hold(30 * SECOND);
    assertFalse(gate.opens(60 * SECOND - 1));
    assertTrue(gate.opens(60 * SECOND));
  }
}
