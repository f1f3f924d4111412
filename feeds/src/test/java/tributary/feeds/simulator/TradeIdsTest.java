package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TradeIdsTest {

  @Test
  void countsLikeASet() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      TradeIds ids = new TradeIds();
      Set<Long> set = new HashSet<>();
      int spread = random.nextInt(1, 300);
      for (int i = 0; i < 200; i++) {
        long id = random.nextInt(spread);
        ids.add(id);
        set.add(id);
        assertEquals(set.size(), ids.trades().count());
      }
      assertEquals(set.stream().mapToLong(Truth.Trades::hash).sum(), ids.trades().idHash());
    }
  }
}
