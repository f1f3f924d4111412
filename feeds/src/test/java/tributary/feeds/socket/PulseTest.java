package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long SECOND = 1_000_000_000;

  private final Pulse pulse = new Pulse(Duration.ofSeconds(5), 0);

  @Test
  void afterASilenceItAsksOnceAndThenGivesUp() {
    assertFalse(pulse.wantsPing(5 * SECOND - 1));
    assertTrue(pulse.wantsPing(5 * SECOND));
    assertFalse(pulse.wantsPing(6 * SECOND));
    assertEquals(Optional.empty(), pulse.silence(10 * SECOND - 1));
    assertEquals(Optional.of("no pong for 5.0 s"), pulse.silence(10 * SECOND));
  }

  @Test
  void whateverComesIsLife() {
    assertTrue(pulse.wantsPing(5 * SECOND));
    pulse.alive(9 * SECOND);
    assertEquals(Optional.empty(), pulse.silence(20 * SECOND));
    assertFalse(pulse.wantsPing(14 * SECOND - 1));
    assertTrue(pulse.wantsPing(14 * SECOND));
  }

  @Test
  void withoutAQuestionSilenceIsNone() {
    assertEquals(Optional.empty(), pulse.silence(60 * SECOND));
  }
}
