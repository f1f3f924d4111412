package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RecordedClockTest {
  private final RecordedClock clock = new RecordedClock();

  @Test
  void handsOutTheTimesInTheOrderOfWriting() {
    clock.note(5);
    clock.note(3);
    assertEquals(5, clock.stampMicros());
    assertEquals(3, clock.stampMicros());
  }

  @Test
  void aNewConnectionForgetsWhatTheOldOneLeft() {
    clock.note(5);
    clock.clear();
    clock.note(7);
    assertEquals(7, clock.stampMicros());
  }

  @Test
  void neverGivesAFrameTheTimeOfAnother() {
    assertThrows(IllegalStateException.class, clock::stampMicros);
    for (int i = 0; i <= 1 << 18; i++) {
      clock.note(i);
    }
    assertThrows(IllegalStateException.class, clock::stampMicros);
  }
}
