package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.rows.Rows;
import tributary.lake.WriteFailedException.InTable;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;

/** Every single call to the disk fails once; each time the table is whole, old or new. */
class CrashTest {
  @TempDir Path root;

  static List<Arguments> formatsAndFaults() {
    return InEachFormat.Formats.all().stream()
        .flatMap(format -> Stream.of(Fault.values()).map(fault -> Arguments.of(format, fault)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("formatsAndFaults")
  void anAppendIsInTheTableOrIsNot(Format format, Fault fault) {
    int survived = 0;
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      Optional<InTable> said = Optional.empty();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK, disk)) {
        GrowingTable table = Ticks.silver(lake);
        Ticks.add(table, 0, 5);
        disk.failAfter(call);
        said = whatHappened(() -> Ticks.add(table, 5, 3));
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK)) {
        GrowingTable table = Ticks.silver(lake);
        long next = table.ledger().orElseThrow().next(0);
        assertEquals(isIn(said), next == 8, "call " + call);
        assertEquals(Ticks.numbersTo(next), Ticks.numbers(table), "call " + call);
        assertEquals(next, Catalog.at(folder).snapshot("silver").rows());
        Ticks.add(table, next, 2);
        assertEquals(Ticks.numbersTo(next + 2), Ticks.numbers(table), "call " + call);
      }
      survived = call;
    }
    assertTrue(survived >= 8, () -> "a commit should take more than 8 calls of the disk");
  }

  @ParameterizedTest
  @MethodSource("formatsAndFaults")
  void aChangeOfWindowsIsInTheTableOrIsNot(Format format, Fault fault) {
    Rows open = Ticks.windows(false, "2 BTC 1");
    Rows sealed = Ticks.windows(true, "0 BTC 1", "1 BTC 0");
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      Optional<InTable> said = Optional.empty();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK, disk)) {
        WindowTable gold = Ticks.gold(lake);
        gold.commit(
            Ticks.windows(false, "1 BTC 0"), Ticks.windows(true, "0 BTC 0"), Ticks.ledger(1));
        disk.failAfter(call);
        said = whatHappened(() -> gold.commit(open, sealed, Ticks.ledger(2)));
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK)) {
        WindowTable gold = Ticks.gold(lake);
        List<String> expected =
            isIn(said) ? List.of("0 BTC 1", "1 BTC 0", "2 BTC 1*") : List.of("0 BTC 0", "1 BTC 0*");
        assertEquals(expected, Ticks.all(gold), "call " + call);
        assertEquals(isIn(said) ? 2 : 1, gold.ledger().orElseThrow().next(0));
        gold.commit(open, sealed, Ticks.ledger(2));
        assertEquals(List.of("0 BTC 1", "1 BTC 0", "2 BTC 1*"), Ticks.all(gold));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formatsAndFaults")
  void aTableIsMadeOrCanBeMadeLater(Format format, Fault fault) {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK, disk)) {
        disk.failAfter(call);
        Ticks.silver(lake);
      } catch (ReadFailedException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("Cannot open table silver: "));
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK)) {
        Ticks.add(Ticks.silver(lake), 0, 3);
        assertEquals(3, Catalog.at(folder).snapshot("silver").rows());
      }
    }
  }

  private static Optional<InTable> whatHappened(Runnable commit) {
    try {
      commit.run();
      return Optional.empty();
    } catch (WriteFailedException e) {
      return Optional.of(e.inTable());
    }
  }

  /** No call leaves it open whether the batch is in the table: reading works in these tests. */
  private static boolean isIn(Optional<InTable> said) {
    return said.isEmpty() || said.get() == InTable.YES;
  }
}
