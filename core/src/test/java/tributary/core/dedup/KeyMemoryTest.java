package tributary.core.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.dedup.KeyMemory.Verdict;
import tributary.core.rows.Field;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

class KeyMemoryTest {
  private final KeyMemory memory = new KeyMemory();
  private final Rows rows = new Rows(new Schema(List.of(Field.required("id", new Type.BigInt()))));
  private final KeyReader key = new KeyReader(0);

  private KeyReader key(long id) {
    int row = rows.open();
    rows.longs(0).set(row, id);
    key.read(rows, row);
    return key;
  }

  @Test
  void aKeyIsUnknownUntilItIsRemembered() {
    assertEquals(Verdict.UNKNOWN, ask(key(7), 0, 1));
    memory.remember(key(7), 100, 0, 1, 0);
    assertEquals(Verdict.UNKNOWN, ask(key(8), 0, 1));
    assertEquals(1, memory.size());
  }

  @Test
  void theFrameItselfIsToldFromItsDuplicates() {
    memory.remember(key(7), 100, 0, 1, 0);
    assertEquals(Verdict.SAME_ROW, ask(key(7), 0, 1));
    assertEquals(Verdict.DUPLICATE, ask(key(7), 0, 2));
    assertEquals(Verdict.DUPLICATE, ask(key(7), 1, 1));
  }

  @Test
  void ofRowsWithOneKeyTheNewestStays() {
    memory.remember(key(7), 100, 0, 1, 0);
    memory.remember(key(7), 200, 0, 2, 0);
    memory.remember(key(7), 150, 0, 3, 0);
    assertEquals(Verdict.SAME_ROW, ask(key(7), 0, 2));
    assertEquals(Verdict.DUPLICATE, ask(key(7), 0, 1));
    assertEquals(1, memory.size());
  }

  @Test
  void whatLiesBelowTheFloorIsForgotten() {
    for (long id = 0; id < 10_000; id++) {
      memory.remember(key(id), id, (int) (id % 2), id, 0);
    }
    memory.forget(7_000);
    assertEquals(3_000, memory.size());
    for (long id = 0; id < 10_000; id++) {
      boolean kept = id >= 7_000;
      assertEquals(kept ? Verdict.SAME_ROW : Verdict.UNKNOWN, ask(key(id), (int) (id % 2), id));
    }
  }

  @Test
  void aSmallMemoryForgetsNothing() {
    for (long id = 0; id < 1_000; id++) {
      memory.remember(key(id), id, 0, id, 0);
    }
    memory.forget(Long.MAX_VALUE);
    assertEquals(1_000, memory.size());
  }

  @Test
  void memoryStaysWithinTwiceWhatTheFloorKeeps() {
    int alive = 5_000;
    int perCut = 100;
    for (long id = 0; id < 500_000; id++) {
      memory.remember(key(id), id, 0, id, 0);
      if (id % perCut == 0) {
        long floor = id - alive;
        memory.forget(floor);
        assertTrue(memory.size() <= 2 * (alive + 1) + perCut, "at " + id + ": " + memory.size());
      }
    }
  }

  @Test
  void memorySaysWhatAMapWouldSay() {
    Random random = Seed.random();
    Map<Long, Long> first = new HashMap<>();
    long floor = 0;
    for (long offset = 0; offset < 200_000; offset++) {
      long id = offset / 2 - random.nextInt(3_000);
      Long known = first.get(id);
      Verdict verdict = ask(key(id), 0, offset);
      if (known == null) {
        assertEquals(Verdict.UNKNOWN, verdict);
        first.put(id, offset);
        memory.remember(key(id), id, 0, offset, 0);
      } else if (id >= floor) {
        assertEquals(Verdict.DUPLICATE, verdict);
        assertEquals(Verdict.SAME_ROW, ask(key(id), 0, known));
      }
      if (offset % 500 == 0) {
        floor = offset / 2 - 2_000;
        long at = floor;
        memory.forget(at);
      }
    }
  }

  private Verdict ask(KeyReader key, int partition, long offset) {
    return memory.ask(key, partition, offset, 0, 0, 60_000_000, Long.MIN_VALUE);
  }

  @Test
  void whatLiesBelowTheFloorCountsOnlyForRowsOfItsOwnStretch() {
    memory.remember(key(7), 100, 0, 1, 0);
    assertEquals(Verdict.DUPLICATE, memory.ask(key(7), 0, 2, 0, 500, 60, 100L));
    assertEquals(Verdict.UNKNOWN, memory.ask(key(7), 0, 2, 0, 500, 60, 101L));
    assertEquals(Verdict.DUPLICATE, memory.ask(key(7), 0, 2, 0, 70, 60, 101L));
    assertEquals(Verdict.UNKNOWN, memory.ask(key(7), 0, 2, 0, 59, 60, 101L));
    assertEquals(Verdict.SAME_ROW, memory.ask(key(7), 0, 1, 0, 500, 60, 101L));
  }
}
