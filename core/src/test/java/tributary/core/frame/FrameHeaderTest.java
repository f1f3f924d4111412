package tributary.core.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;

class FrameHeaderTest {
  @Test
  void everyReceiveTimeComesBack() {
    Random random = Seed.random();
    for (int i = 0; i < 1_000; i++) {
      long micros = random.nextLong(1_000_000_000_000_000_000L);
      assertEquals(micros, FrameHeader.decodeMicros(FrameHeader.encodeMicros(micros), -1));
    }
    assertEquals(0, FrameHeader.decodeMicros(FrameHeader.encodeMicros(0), -1));
  }

  @Test
  void itIsWrittenInDigits() {
    assertEquals(
        "1735689600000001", new String(FrameHeader.encodeMicros(1_735_689_600_000_001L), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", " 1", "1.5", "1e3", "0x1", "x", "\u0661", "1234567890123456789"})
  void whatIsNoTimeIsNotTakenForOne(String written) {
    assertEquals(-7, FrameHeader.decodeMicros(written.getBytes(UTF_8), -7));
  }
}
