package tributary.lake;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.definition.Definition;
import tributary.lake.delta.DeltaTable;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.TableForm;

/** What rows mean is kept with their table, and another meaning is refused. */
class KeptDefinitionTest {
  private static final Definition TICKS = new Definition("form 1\ncolumn price: pointer /price");
  private static final Definition HIGH =
      new Definition("form 1\nmeasure high: max of price\nwindow: 60s");
  private static final Definition LOW =
      new Definition("form 1\nmeasure high: min of price\nwindow: 120s");
  private static final Map<String, Definition> FIRST = Map.of("silver", TICKS, "gold", HIGH);

  @TempDir Path root;

  private void fill(Format format, Map<String, Definition> definitions) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(definitions);
      Ticks.add(Ticks.silver(lake), 0, 5);
      Ticks.gold(lake)
          .commit(Ticks.windows(false, "1 BTC 0"), Ticks.windows(true), Ticks.ledger(5));
    }
  }

  private Map<String, Optional<Definition>> kept() {
    Catalog catalog = Catalog.at(root);
    return new TreeMap<>(
        Map.of("silver", catalog.definition("silver"), "gold", catalog.definition("gold")));
  }

  @InEachFormat
  void isThereFromTheFirstCommitOnAndStays(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(FIRST);
      Ticks.silver(lake);
      Ticks.gold(lake);
    }
    Map<String, Optional<Definition>> first = kept();
    int made = format instanceof Format.Delta ? 1 : 0;
    assertEquals(made, Catalog.at(root).history("silver").size(), "in the commit that makes it");
    fill(format, FIRST);

    assertEquals(Map.of("silver", Optional.of(TICKS), "gold", Optional.of(HIGH)), first);
    assertEquals(first, kept());
  }

  @InEachFormat
  void aTableOfWhichNobodyHasSaidItTakesItOnAtItsNextOpening(Format format) {
    fill(format, Map.of());
    Snapshot before = Catalog.at(root).snapshot("silver");
    assertEquals(Map.of("silver", Optional.empty(), "gold", Optional.empty()), kept());

    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(FIRST);
      GrowingTable silver = Ticks.silver(lake);
      WindowTable gold = Ticks.gold(lake);
      Snapshot after = Catalog.at(root).snapshot("silver");
      assertEquals(before.ledger(), after.ledger(), "so copies have nothing to do");
      assertEquals(before.live(), after.live());

      Ticks.add(silver, 5, 3);
      gold.commit(Ticks.windows(false, "2 BTC 0"), Ticks.windows(true, "1 BTC 1"), Ticks.ledger(8));
      assertEquals(Ticks.numbersTo(8), Ticks.numbers(silver));
      assertEquals(List.of("1 BTC 1", "2 BTC 0*"), Ticks.all(gold));
    }
    assertEquals(Map.of("silver", Optional.of(TICKS), "gold", Optional.of(HIGH)), kept());
    assertEquals(
        5, Catalog.at(root).asOf("silver", before.version()).rows(), "older versions are read");
  }

  @InEachFormat
  void anotherMeaningIsRefusedAndNothingIsChanged(Format format) throws IOException {
    fill(format, FIRST);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Map<Path, Long> before = files();
      Definition times = new Definition("form 1\ncolumn price: pointer /p");
      Map<String, Definition> others = new TreeMap<>(Map.of("gold", LOW, "silver", times));
      others.put("new_gold", HIGH);
      TableRefusedException refused =
          assertThrows(TableRefusedException.class, () -> lake.define(others));

      assertEquals(
          """
          Cannot go on with tables whose rows mean something else than the pipeline file says now:
            gold: measure high was "max of price", the file says "min of price"
            gold: window was 60s, the file says 120s
            silver: column price was "pointer /price", the file says "pointer /p"
          Take the change back, or let the tables be computed anew from bronze, beside the old ones: ./tributary rebuild PIPELINE""",
          refused.getMessage());
      assertEquals(before, files());
      assertThrows(
          TableRefusedException.class, () -> Catalog.at(root).refuseOthers(others), "to readers");
    }
    fill(format, FIRST);
  }

  private Map<Path, Long> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .collect(toMap(file -> file, file -> file.toFile().lastModified()));
    }
  }

  @InEachFormat
  void aTableThatHasTakenInNothingCanStillMeanAnything(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(FIRST);
      Ticks.silver(lake);
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false), Ticks.windows(true), Ticks.ledger(0));
    }
    fill(format, Map.of("silver", TICKS, "gold", LOW));

    assertEquals(Map.of("silver", Optional.of(TICKS), "gold", Optional.of(LOW)), kept());
  }

  @InEachFormat
  void aTableWithOtherColumnsTakesNoMeaningOn(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.silver(lake);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(FIRST);
      TableRefusedException refused =
          assertThrows(
              TableRefusedException.class, () -> lake.growing("silver", Ticks.GOLD, List.of()));
      assertTrue(
          String.valueOf(refused.getMessage()).endsWith("./tributary rebuild PIPELINE"),
          refused::toString);
    }
    assertEquals(Optional.empty(), Catalog.at(root).definition("silver"));
  }

  static List<Arguments> formatsAndFaults() {
    return CrashTest.formatsAndFaults();
  }

  @ParameterizedTest
  @MethodSource("formatsAndFaults")
  void takingItOnCanBreakOffAnywhere(Format format, Fault fault) {
    fill(format, Map.of());
    boolean failed = true;
    int calls = 0;
    for (; failed; calls++) {
      FaultyDisk disk = new FaultyDisk(fault);
      try (Lake lake = Lake.open(root, format, Ticks.CLOCK, disk)) {
        // Each time a meaning that the table has not got yet.
        lake.define(Map.of("silver", new Definition("form 1\n")));
        disk.failAfter(calls);
        Ticks.silver(lake);
      } catch (ReadFailedException e) {
        assertTrue(disk.hasFailed(), e::toString);
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
        GrowingTable silver = Ticks.silver(lake);
        long next = silver.ledger().orElseThrow().next(0);
        assertEquals(Ticks.numbersTo(next), Ticks.numbers(silver));
        Ticks.add(silver, next, 1);
      }
      forget(format);
    }
    assertTrue(calls > 3, "it takes some calls of the disk");
  }

  /** Makes the table anew without a meaning. */
  private void forget(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Successors successors = lake.successors();
      try (Lake beside = successors.open(List.of("silver"))) {
        Ticks.add(Ticks.silver(beside), 0, 2);
      }
      successors.takePlaces(List.of("silver"));
    }
  }

  @Test
  void aWriterOfDeltaGoesOnWhereAnotherSaidIt() throws IOException {
    fill(new Format.Delta(), Map.of());
    TableForm form = new TableForm(Ticks.SILVER, List.of(), Optional.empty(), Duration.ofDays(1));
    DeltaTable ours = DeltaTable.open(root.resolve("silver"), form, Disk.local(), Ticks.CLOCK);
    DeltaTable other = DeltaTable.open(root.resolve("silver"), form, Disk.local(), Ticks.CLOCK);
    other.define(TICKS.text());

    assertFalse(ours.definition().isPresent());
    assertTrue(ours.append(List.of(), "{}") instanceof CommitOutcome.Committed);
    assertEquals(Optional.of(TICKS), Catalog.at(root).definition("silver"));
    assertThrows(IOException.class, () -> other.define("late"), "never over commits of others");
  }
}
