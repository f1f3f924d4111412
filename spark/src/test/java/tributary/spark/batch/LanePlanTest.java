package tributary.spark.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LanePlanTest {
  private final LanePlan plan = new LanePlan(false, 4);

  private boolean see(String what, int partition) {
    return plan.see(what.getBytes(UTF_8), partition);
  }

  @Test
  void partitionsAreLanesOfTheirOwn() {
    assertFalse(see("BTC", 0));
    assertFalse(see("ETH", 1));
    assertFalse(see("BTC", 0));

    assertEquals(List.of(), plan.joined());
    assertEquals(Set.of(1), plan.laneOf(1, Set.of(0, 1)));
  }

  @Test
  void growTogetherWhereOneThingIsInTwo() {
    see("BTC", 4);
    see("ETH", 2);

    assertTrue(see("BTC", 0));
    assertFalse(see("BTC", 4), "they are one already");
    assertTrue(see("ETH", 0));

    assertEquals(List.of(new TreeSet<>(Set.of(0, 2, 4))), plan.joined());
    assertEquals(Set.of(0, 2, 4), plan.laneOf(2, Set.of(0, 1, 2, 3, 4)));
    assertEquals(Set.of(3), plan.laneOf(3, Set.of(0, 1, 2, 3, 4)));
  }

  @Test
  void tooManyThingsMakeOneLaneOfAll() {
    for (String each : List.of("a", "b", "c", "d")) {
      assertFalse(see(each, 0));
    }

    assertTrue(see("e", 0));

    assertTrue(plan.isTogether());
    assertFalse(see("a", 1));
    assertEquals(Set.of(0, 1, 7), plan.laneOf(7, Set.of(0, 1)));
  }
}
