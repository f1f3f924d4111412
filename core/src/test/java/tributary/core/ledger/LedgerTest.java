package tributary.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class LedgerTest {
  private final Ledger empty = Ledger.empty("ticker", "id");

  @Test
  void aTableThatHasTakenInNothingBeginsEveryPartitionAtZero() {
    assertEquals(0, empty.next(3));
    assertEquals(Range.NO_TIME, empty.highestMicros(3));
  }

  @Test
  void aCommitMovesItsPartitions() {
    Ledger after = empty.advance(Map.of(0, range(0, 10, 500), 2, range(7, 9, 400)));

    assertEquals(List.of(10L, 0L, 9L), List.of(after.next(0), after.next(1), after.next(2)));
    assertEquals(500, after.highestMicros(0));
  }

  @Test
  void aPartitionThatACommitDoesNotNameKeepsItsPlaceWithAnEmptyRange() {
    Ledger after = empty.advance(Map.of(0, range(0, 10, 500))).advance(Map.of(1, range(0, 4, 600)));

    assertEquals(new Range(10, 10, 500, Counts.NONE), after.partitions().get(0));
    assertEquals(range(0, 4, 600), after.partitions().get(1));
  }

  @Test
  void aRangeThatLeavesAGapIsRefused() {
    Ledger before = empty.advance(Map.of(0, range(0, 10, 500)));

    LedgerException refusal =
        assertThrows(LedgerException.class, () -> before.advance(Map.of(0, range(11, 12, 500))));

    assertEquals(
        "Cannot take in offsets 11 to 12 of ticker partition 0: the table has taken in up to 10",
        refusal.getMessage());
    assertEquals(10, before.next(0));
  }

  @Test
  void aRangeThatWasTakenInAlreadyIsRefused() {
    Ledger before = empty.advance(Map.of(0, range(0, 10, 500)));

    assertThrows(LedgerException.class, () -> before.advance(Map.of(0, range(0, 10, 500))));
  }

  @Test
  void aRangeDoesNotRunBackwards() {
    assertThrows(IllegalArgumentException.class, () -> range(2, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> range(-1, 1, 0));
  }

  @Test
  void aLedgerDoesNotChange() {
    TreeMap<Integer, Range> given = new TreeMap<>(Map.of(0, range(0, 1, 0)));
    Ledger ledger = new Ledger("ticker", "id", given);
    given.clear();

    assertEquals(1, ledger.next(0));
    assertThrows(UnsupportedOperationException.class, () -> ledger.partitions().clear());
  }

  @Test
  void howeverALogIsCutIntoCommitsTheLedgerEndsAtItsEnds() {
    Random random = Seed.random();
    for (int round = 0; round < 200; round++) {
      long[] taken = new long[1 + random.nextInt(5)];
      Ledger ledger = empty;
      for (int commit = 0; commit < 20; commit++) {
        Map<Integer, Range> ranges = new TreeMap<>();
        for (int partition = 0; partition < taken.length; partition++) {
          if (random.nextBoolean()) {
            long from = taken[partition];
            taken[partition] += random.nextInt(100);
            ranges.put(partition, range(from, taken[partition], commit));
          }
        }
        ledger = LedgerJson.read(LedgerJson.write(ledger.advance(ranges)));
      }
      for (int partition = 0; partition < taken.length; partition++) {
        assertEquals(taken[partition], ledger.next(partition));
      }
    }
  }

  @Test
  void countsAddUp() {
    Counts counts = new Counts(1, 2, 3, 4).plus(new Counts(10, 20, 30, 40));

    assertEquals(new Counts(11, 22, 33, 44), counts);
    assertEquals(110, counts.frames());
    assertEquals(counts, counts.plus(Counts.NONE));
  }

  private static Range range(long from, long next, long highestMicros) {
    return new Range(from, next, highestMicros, Counts.NONE);
  }
}
