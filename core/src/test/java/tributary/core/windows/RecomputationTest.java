package tributary.core.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.ledger.Range;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/** Windows kept over cuts, late rows and restarts are the windows computed at once. */
class RecomputationTest {
  private static final long SECOND = 1_000_000;
  private final Silver silver = EveryMeasure.silver();

  /** A log of a few partitions; the rows of each in the order of its offsets. */
  private static List<List<Event>> log(Random random) {
    List<List<Event>> partitions = new ArrayList<>();
    for (int partition = 0; partition < 1 + random.nextInt(3); partition++) {
      List<Event> events = new ArrayList<>();
      long clock = (random.nextInt(200) - 100) * SECOND;
      long highest = Range.NO_TIME;
      for (long offset = 0; offset < 20 + random.nextInt(60); offset++) {
        clock += random.nextInt(4) == 0 ? random.nextInt(20) * SECOND : 0;
        long late = random.nextInt(3) == 0 ? random.nextInt(60) * SECOND : 0;
        long micros = clock - late + (random.nextBoolean() ? random.nextInt(3) : 0);
        events.add(new Event(partition, offset, highest, EveryMeasure.values(random, micros)));
        highest = Math.max(highest, micros);
      }
      partitions.add(events);
    }
    return partitions;
  }

  private static List<Event> interleave(List<List<Event>> partitions, Random random) {
    List<Integer> turns = new ArrayList<>();
    for (int partition = 0; partition < partitions.size(); partition++) {
      turns.addAll(Collections.nCopies(partitions.get(partition).size(), partition));
    }
    if (random.nextInt(4) > 0) {
      Collections.shuffle(turns, random);
    }
    int[] next = new int[partitions.size()];
    return turns.stream().map(turn -> partitions.get(turn).get(next[turn]++)).toList();
  }

  private Gold gold(Random random) {
    String[][] by = {{}, {"product"}, {"shard", "product"}, {"shard"}};
    int window = 1 + random.nextInt(20);
    return EveryMeasure.gold(
        Duration.ofSeconds(window),
        Duration.ofSeconds(random.nextInt(window)),
        Duration.ofSeconds(random.nextInt(30)),
        by[random.nextInt(by.length)]);
  }

  private SortedMap<String, String> expected(Gold gold, List<Event> events) {
    Map<Integer, Long> highest = new HashMap<>();
    events.forEach(e -> highest.merge(e.partition(), e.micros("time"), Math::max));
    return new Recomputation(gold, silver).of(events, highest::get);
  }

  @Test
  void whateverTheCutsTheInterleavingAndTheRestarts() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + 60; seed++) {
      Random random = new Random(seed);
      List<List<Event>> partitions = log(random);
      Gold gold = gold(random);
      for (int run = 0; run < 3; run++) {
        Feeding feeding = new Feeding(gold, silver);
        List<Event> events = interleave(partitions, random);
        int cutsPerMille = random.nextInt(400);
        for (int i = 0; i < events.size(); i++) {
          feeding.add(events.get(i));
          if (random.nextInt(1_000) < cutsPerMille) {
            if (random.nextInt(5) == 0) {
              feeding.restart();
            } else {
              feeding.cut();
            }
            if (random.nextInt(4) == 0) {
              List<Event> soFar = events.subList(0, i + 1);
              assertEquals(expected(gold, soFar), feeding.kept().text(), "seed " + seed);
            }
          }
        }
        feeding.cut();
        assertEquals(expected(gold, events), feeding.kept().text(), "seed " + seed);
      }
    }
  }

  @Test
  void measuresDoNotDependOnTheOrderOfArrival() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + 60; seed++) {
      Random random = new Random(seed);
      // So late that nothing is final and nothing is late, whatever comes first.
      Gold gold =
          EveryMeasure.gold(Duration.ofSeconds(20), Duration.ZERO, Duration.ofDays(1), "product");
      List<Event> events = new ArrayList<>(interleave(log(random), random));
      SortedMap<String, String> expected = expected(gold, events);
      for (int run = 0; run < 3; run++) {
        Collections.shuffle(events, random);
        Feeding feeding = new Feeding(gold, silver);
        events.forEach(feeding::add);
        feeding.cut();
        assertEquals(new TreeMap<>(expected), feeding.kept().text(), "seed " + seed);
      }
    }
  }
}
