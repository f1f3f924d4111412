package tributary.core.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.dedup.VersionMemory.Verdict;
import tributary.core.rows.ContentReader;
import tributary.core.rows.Field;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

class VersionMemoryTest {
  private static final VersionMemory.Kept ALL = (partition, offset) -> true;

  private final VersionMemory memory = new VersionMemory();
  private final Rows rows =
      new Rows(
          new Schema(
              List.of(
                  Field.required("id", new Type.BigInt()),
                  Field.required("value", new Type.Text()))));
  private final KeyReader key = new KeyReader(0);
  private final ContentReader content = new ContentReader(1);

  private void read(long id, String value) {
    rows.clear();
    int row = rows.open();
    rows.longs(0).set(row, id);
    rows.bytes(1).set(row, value);
    key.read(rows, row);
    content.read(rows, row);
  }

  private Verdict ask(long id, String value) {
    read(id, value);
    return memory.ask(key, content);
  }

  private void remember(long id, String value, long time, long offset, int item) {
    read(id, value);
    memory.remember(key, content, time, 0, offset, item);
  }

  @Test
  void aValueThatGoesBackIsAChange() {
    assertEquals(Verdict.UNKNOWN, ask(7, "a"));
    remember(7, "a", 100, 1, 0);
    assertEquals(Verdict.SAME, ask(7, "a"));
    assertEquals(Verdict.CHANGED, ask(7, "b"));
    remember(7, "b", 100, 2, 0);
    assertEquals(Verdict.CHANGED, ask(7, "a"));
    assertEquals(Verdict.UNKNOWN, ask(8, "a"));
    assertEquals(1, memory.size());
  }

  @Test
  void theVersionWithTheGreatestCoordinatesStaysInWhateverOrderTheyCome() {
    remember(7, "middle", 100, 5, 1);
    remember(7, "older item", 100, 5, 0);
    remember(7, "older frame", 100, 4, 9);
    assertEquals(Verdict.SAME, ask(7, "middle"));
    remember(7, "newest", 100, 5, 2);
    assertEquals(Verdict.SAME, ask(7, "newest"));
  }

  @Test
  void whatTheTableDoesNotHaveYetIsNotForgotten() {
    for (int id = 0; id < 10_000; id++) {
      remember(id, "v" + id, id, id, 0);
    }
    assertTrue(memory.forget(7_000, (partition, offset) -> offset < 2_000));
    assertEquals(8_000, memory.size());
    assertEquals(Verdict.UNKNOWN, ask(1_999, "v1999"));
    assertEquals(Verdict.SAME, ask(2_000, "v2000"));
    assertEquals(Verdict.SAME, ask(9_999, "v9999"));
  }

  @Test
  void aSmallMemoryForgetsNothing() {
    for (int id = 0; id < 1_000; id++) {
      remember(id, "v", id, id, 0);
    }
    assertFalse(memory.forget(Long.MAX_VALUE, ALL));
    assertEquals(1_000, memory.size());
  }

  @Test
  void theRoomOfOlderVersionsIsGivenBack() {
    String large = "x".repeat(1_000);
    int worked = 0;
    for (int round = 0; round < 20_000; round++) {
      remember(round % 10, large.substring(0, 500 + round % 500), 100, round, 0);
      worked += memory.forget(0, ALL) ? 1 : 0;
    }
    assertTrue(worked >= 1 && worked < 50, worked + " times");
    assertEquals(10, memory.size());
    assertEquals(Verdict.SAME, ask(9, large.substring(0, 500 + 19_999 % 500)));
  }

  @Test
  void memorySaysWhatAMapWouldSay() {
    Random random = Seed.random();
    Map<Long, String> newest = new HashMap<>();
    long floor = 0;
    for (long offset = 0; offset < 200_000; offset++) {
      long id = offset / 4 - random.nextInt(3_000);
      if (id < floor) {
        continue;
      }
      String value = "v".repeat(random.nextInt(3));
      String known = newest.put(id, value);
      Verdict expected =
          known == null ? Verdict.UNKNOWN : known.equals(value) ? Verdict.SAME : Verdict.CHANGED;
      assertEquals(expected, ask(id, value));
      remember(id, value, id, offset, 0);
      if (offset % 500 == 0) {
        floor = offset / 4 - 2_000;
        memory.forget(floor, ALL);
        assertTrue(memory.size() <= 2 * 5_001 + 500, () -> memory.size() + " keys");
      }
    }
  }
}
