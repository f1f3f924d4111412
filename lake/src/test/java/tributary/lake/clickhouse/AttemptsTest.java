package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyUnavailableException;

class AttemptsTest {
  private final List<Long> pauses = new ArrayList<>();
  private final Attempts attempts = new Attempts(pauses::add, new Random(1));
  private int calls;

  @Test
  void triesAgainWithLongerPauses() {
    assertEquals(3, attempts.of(() -> failUntil(3)));

    assertEquals(2, pauses.size());
    assertTrue(pauses.get(0) >= 100_000_000 && pauses.get(0) < 200_000_000, pauses::toString);
    assertTrue(pauses.get(1) >= 200_000_000 && pauses.get(1) < 400_000_000, pauses::toString);
  }

  @Test
  void givesUpAfterTheFifth() {
    assertThrows(CopyUnavailableException.class, () -> attempts.of(() -> failUntil(100)));

    assertEquals(5, calls);
    assertTrue(pauses.stream().mapToLong(Long::longValue).sum() < 3_200_000_000L);
  }

  @Test
  void doesNotRepeatWhatWasRefused() {
    assertThrows(
        CopyRefusedException.class,
        () ->
            attempts.of(
                () -> {
                  calls++;
                  throw new CopyRefusedException("no");
                }));

    assertEquals(1, calls);
  }

  private int failUntil(int call) {
    calls++;
    if (calls < call) {
      throw new CopyUnavailableException("not now", new IOException());
    }
    return calls;
  }
}
