package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.definition.Definition;
import tributary.lake.Successors.Replaced;
import tributary.lake.delta.DeltaReader;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;
import tributary.lake.table.LiveFile;

/** Tables take the places of others: all of them, or whoever opens them is told to go on. */
class SuccessorsTest {
  private static final Map<String, Definition> OLD =
      Map.of("silver", new Definition("form 1\na: b"));
  private static final Map<String, Definition> NEW =
      Map.of("silver", new Definition("form 1\na: c"));
  private static final List<String> TABLES = List.of("silver", "gold");

  @TempDir Path root;

  /** Silver with so many ticks, and gold with so many windows. */
  private static void fill(Lake lake, int rows) {
    Ticks.add(Ticks.silver(lake), 0, rows);
    String[] windows = new String[rows];
    for (int i = 0; i < rows; i++) {
      windows[i] = i + " BTC 0";
    }
    Ticks.gold(lake).commit(Ticks.windows(false, windows), Ticks.windows(true), Ticks.ledger(9));
  }

  private static void fillOld(Path folder, Format format) {
    try (Lake lake = Lake.open(folder, format, Ticks.CLOCK)) {
      lake.define(OLD);
      fill(lake, 5);
    }
  }

  private static void compute(Successors successors, int rows) {
    try (Lake beside = successors.open(TABLES)) {
      beside.define(NEW);
      fill(beside, rows);
    }
  }

  private static List<Long> rows(Path folder) {
    Catalog catalog = Catalog.at(folder);
    return List.of(catalog.snapshot("silver").rows(), catalog.snapshot("gold").rows());
  }

  @InEachFormat
  void nothingChangesUntilTheyTakeTheirPlaces(Format format) throws IOException {
    fillOld(root, format);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Successors successors = lake.successors();
      compute(successors, 3);
      assertEquals(List.of(5L, 5L), rows(root));
      assertEquals(List.of("gold", "silver"), Catalog.at(root).tables());
      assertFalse(successors.isUnderWay());

      List<Replaced> replaced = successors.takePlaces(TABLES);

      assertEquals(List.of(3L, 3L), rows(root));
      assertEquals(List.of("gold", "silver"), Catalog.at(root).tables());
      assertEquals(TABLES, replaced.stream().map(Replaced::table).toList());
      for (Replaced each : replaced) {
        assertEquals(5, rowsAside(format, each.old().orElseThrow()));
      }
      assertFalse(Files.exists(root.resolve(".rebuilt")));
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      lake.define(NEW);
      GrowingTable silver = Ticks.silver(lake);
      Ticks.add(silver, 3, 2);
      assertEquals(Ticks.numbersTo(5), Ticks.numbers(silver));
    }
  }

  @InEachFormat
  void thatCanBeDoneAgainAndWhatWasLeftIsDeleted(Format format) throws IOException {
    fillOld(root, format);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Successors successors = lake.successors();
      compute(successors, 3);
      successors.takePlaces(TABLES);
      compute(successors, 4);
      compute(successors, 2);
      List<Replaced> replaced = successors.takePlaces(TABLES);

      assertEquals(List.of(2L, 2L), rows(root));
      assertEquals(3, rowsAside(format, replaced.get(0).old().orElseThrow()));
      compute(successors, 1);
      assertEquals(List.of(2L, 2L), rows(root), "no two of them share their files");
      assertTrue(Catalog.at(root).snapshot("silver").files().stream().allMatch(Files::exists));
    }
  }

  @InEachFormat
  void aTableThatWasNotThereIsThereAfterwards(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Successors successors = lake.successors();
      try (Lake beside = successors.open(List.of("main.gold.silver"))) {
        GrowingTable silver = beside.growing("main.gold.silver", Ticks.SILVER, List.of());
        Ticks.add(silver, 0, 4);
      }
      List<Replaced> replaced = successors.takePlaces(List.of("main.gold.silver"));
      assertTrue(replaced.get(0).old().isEmpty());
    }
    assertEquals(4, Catalog.at(root).snapshot("main.gold.silver").rows());
  }

  static Stream<Arguments> formatsAndFaults() {
    return CrashTest.formatsAndFaults().stream();
  }

  @ParameterizedTest
  @MethodSource("formatsAndFaults")
  void whereverTheDiskFailsTheyAreOldOrNewOrRefused(Format format, Fault fault) {
    boolean failed = true;
    int brokenOff = 0;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      fillOld(folder, format);
      FaultyDisk disk = new FaultyDisk(fault);
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK, disk)) {
        compute(lake.successors(), 3);
        disk.failAfter(call);
        lake.successors().takePlaces(TABLES);
      } catch (WriteFailedException e) {
        assertTrue(disk.hasFailed(), e::toString);
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK)) {
        if (lake.successors().isUnderWay()) {
          brokenOff++;
          refuses(lake, folder);
          lake.successors().goOn();
          assertEquals(List.of(3L, 3L), rows(folder), "call " + call);
        }
        List<Long> rows = rows(folder);
        assertTrue(List.of(List.of(5L, 5L), List.of(3L, 3L)).contains(rows), rows::toString);
        lake.define(rows.get(0) == 5 ? OLD : NEW);
      }
    }
    assertTrue(brokenOff > 1, "broken off " + brokenOff + " times");
  }

  private static void refuses(Lake lake, Path folder) {
    TableRefusedException refused =
        assertThrows(TableRefusedException.class, () -> lake.define(NEW));
    assertEquals(
        "Cannot go on with the tables in %s: they were being replaced by new ones, and that was broken off. Run ./tributary rebuild PIPELINE again: it goes on where it was"
            .formatted(folder),
        refused.getMessage());
    assertThrows(TableRefusedException.class, () -> Catalog.at(folder).refuseOthers(OLD));
    assertThrows(IllegalStateException.class, () -> lake.successors().open(TABLES));
  }

  /** Renames in a catalog are no calls of the disk: these are the states between them. */
  @ParameterizedTest
  @MethodSource("stops")
  void inIcebergItCanStopBetweenAnyTwoRenames(int steps) throws IOException {
    Format format = new Format.Iceberg(Map.of());
    fillOld(root, format);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      compute(lake.successors(), 3);
    }
    new Takeover(root, Disk.local()).begin(TABLES);
    try (IcebergCatalog catalog = IcebergCatalogs.openEmbedded(root).orElseThrow()) {
      if (steps > 0) {
        catalog.setAside("silver");
      }
      if (steps > 1) {
        catalog.replaceByBeside("silver");
      }
      if (steps > 2) {
        catalog.setAside("gold");
      }
      if (steps > 3) {
        catalog.replaceByBeside("gold");
      }
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      refuses(lake, root);
      lake.successors().goOn();
      assertEquals(List.of(3L, 3L), rows(root));
      lake.define(NEW);
    }
  }

  static Stream<Integer> stops() {
    return Stream.of(0, 1, 2, 3, 4);
  }

  @Test
  void inDeltaNoTableLiesInTheFolderOfAnother() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      lake.growing("silver.more", Ticks.SILVER, List.of());
      TableRefusedException refused =
          assertThrows(
              TableRefusedException.class, () -> lake.successors().open(List.of("silver")));
      assertEquals(
          "Cannot move table silver aside: table silver.more lies in its folder",
          refused.getMessage());
    }
  }

  private long rowsAside(Format format, String where) throws IOException {
    if (format instanceof Format.Delta) {
      return count(new DeltaReader(Path.of(where)).latest().files());
    }
    try (IcebergCatalog catalog = IcebergCatalogs.openEmbedded(root).orElseThrow()) {
      return count(catalog.reader(where.replace("default.", "")).latest().files());
    }
  }

  private static long count(List<LiveFile> files) {
    return files.stream().mapToLong(LiveFile::rows).sum();
  }
}
