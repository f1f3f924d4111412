package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSources.Version;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.WriteFailedException.InTable;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.parquet.RandomRows;

class ModelTableTest {
  private static final Schema COINS =
      new Schema(
          List.of(
              Field.optional("coin", new Type.Text()), Field.optional("price", new Type.BigInt())));

  @TempDir Path root;

  @Test
  void isReplacedAsAWholeInOneCommit() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK);
        ModelTable table = lake.model("gold.dim", COINS)) {
      assertEquals(Optional.empty(), table.sources());
      assertEquals(OptionalLong.of(1), table.replace(coins("btc 1", "eth 2"), sources(3)));
      assertEquals(OptionalLong.of(2), table.replace(coins("ada 7"), sources(4)));
      assertEquals(List.of("ada 7"), words(table));
      assertEquals(1, table.rows());
    }
    Snapshot read = Catalog.at(root).snapshot("gold.dim");
    assertEquals(2, read.version());
    assertEquals(1, read.files().size());
    assertEquals(Optional.of(sources(4)), read.model());
    assertEquals(Optional.empty(), read.ledger());
    assertEquals(2, Catalog.at(root).asOf("gold.dim", 1).rows());
    assertEquals(3, Catalog.at(root).history("gold.dim").size());
  }

  @Test
  void theSameRowsInAnotherOrderAreNotCommitted() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK);
        ModelTable table = lake.model("dim", COINS)) {
      table.replace(coins("btc 1", "eth 2", "eth 2"), sources(3));

      assertEquals(
          OptionalLong.empty(), table.replace(coins("eth 2", "btc 1", "eth 2"), sources(4)));
      assertEquals(Optional.of(sources(3)), table.sources());
      assertEquals(OptionalLong.of(2), table.replace(coins("eth 2", "btc 1", "btc 1"), sources(4)));
    }
  }

  @Test
  void whateverRowsComeAreKeptAndKnownAgain() {
    long seed = System.nanoTime();
    System.out.println("ModelTableTest: seed " + seed);
    Rows rows = RandomRows.of(RandomRows.everyType(), 300, new Random(seed));
    Rows turned = new Rows(rows.schema());
    for (int row = rows.size() - 1; row >= 0; row--) {
      turned.append(rows, row);
    }
    try (Lake lake = Lake.open(root, Ticks.CLOCK);
        ModelTable table = lake.model("wild", rows.schema())) {
      assertEquals(OptionalLong.of(1), table.replace(rows, sources(1)));
      assertEquals(OptionalLong.empty(), table.replace(turned, sources(2)));
      turned.dropLast();
      assertEquals(OptionalLong.of(2), table.replace(turned, sources(2)));
    }
  }

  @Test
  void anEmptyTableWasMadeToo() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK);
        ModelTable table = lake.model("dim", COINS)) {
      assertEquals(OptionalLong.of(1), table.replace(coins(), sources(1)));
      assertEquals(OptionalLong.empty(), table.replace(coins(), sources(2)));
      assertEquals(OptionalLong.of(2), table.replace(coins("btc 1"), sources(2)));
      assertEquals(OptionalLong.of(3), table.replace(coins(), sources(3)));
      assertEquals(0, table.rows());
    }
  }

  @Test
  void isOpenedAgainAfterItWasClosed() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      ModelTable first = lake.model("dim", COINS);
      assertThrows(IllegalStateException.class, () -> lake.model("dim", COINS));
      first.close();
      try (ModelTable second = lake.model("dim", COINS)) {
        second.replace(coins("btc 1"), sources(1));
      }
    }
  }

  @Test
  void takesNoTableThatOthersFill() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 3);
    }
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      var refused =
          assertThrows(TableRefusedException.class, () -> lake.model("silver", Ticks.SILVER));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("holds rows that no model made"),
          refused::toString);
      assertEquals(3, Ticks.silver(lake).rows());
    }
  }

  @Test
  void isNotTakenForATableWithALedger() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK);
        ModelTable table = lake.model("silver", Ticks.SILVER)) {
      table.replace(Ticks.ticks(0, 2), sources(1));
    }
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable taken = Ticks.silver(lake);
      assertThrows(ReadFailedException.class, taken::ledger);
    }
  }

  @Test
  void otherColumnsAreRefusedUntilTheOldTableIsMovedAside() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      try (ModelTable table = lake.model("gold.dim", COINS)) {
        table.replace(coins("btc 1"), sources(1));
        assertThrows(IllegalStateException.class, () -> lake.setModelAside("gold.dim"));
      }
      var refused =
          assertThrows(TableRefusedException.class, () -> lake.model("gold.dim", Ticks.SILVER));
      assertTrue(String.valueOf(refused.getMessage()).contains("coin string besides"));

      Path old = lake.setModelAside("gold.dim").orElseThrow();
      assertTrue(Files.isDirectory(old.resolve("_delta_log")), old::toString);
      assertEquals(List.of(), Catalog.at(root).tables());
      assertEquals(Optional.empty(), lake.setModelAside("gold.dim"));
      try (ModelTable table = lake.model("gold.dim", Ticks.SILVER)) {
        table.replace(Ticks.ticks(0, 2), sources(1));
      }
      assertTrue(lake.setModelAside("gold.dim").orElseThrow().endsWith("gold.dim-2"));
    }
  }

  @Test
  void aTableThatNoModelMadeIsNotMoved() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 3);
    }
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      assertThrows(TableRefusedException.class, () -> lake.setModelAside("silver"));
      assertEquals(3, Ticks.silver(lake).rows());
    }
  }

  @Test
  void aTableInWhoseFolderAnotherLiesIsNotMoved() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      lake.model("gold", COINS).close();
      lake.model("gold.dim", COINS).close();
      assertThrows(TableRefusedException.class, () -> lake.setModelAside("gold"));
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void isTheOldOneOrTheNewOneWhereverTheDiskFails(Fault fault) {
    int survived = 0;
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      boolean isNew = true;
      try (Lake lake = Lake.open(folder, new Format.Delta(), Ticks.CLOCK, disk);
          ModelTable table = lake.model("dim", COINS)) {
        table.replace(coins("btc 1"), sources(1));
        disk.failAfter(call);
        table.replace(coins("btc 2", "eth 2"), sources(2));
      } catch (WriteFailedException e) {
        isNew = e.inTable() == InTable.YES;
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, Ticks.CLOCK);
          ModelTable table = lake.model("dim", COINS)) {
        assertEquals(isNew ? List.of("btc 2", "eth 2") : List.of("btc 1"), words(table));
        assertEquals(Optional.of(sources(isNew ? 2 : 1)), table.sources());
        assertEquals(!isNew, table.replace(coins("eth 2", "btc 2"), sources(2)).isPresent());
      }
      survived = call;
    }
    assertTrue(survived >= 8, () -> "a commit should take more than 8 calls of the disk");
  }

  private static ModelSources sources(long version) {
    return new ModelSources(
        "ab".repeat(32),
        new TreeMap<>(Map.of("silver.prices", new Version(version, 10 * version))));
  }

  private static Rows coins(String... texts) {
    Rows rows = new Rows(COINS);
    for (String text : texts) {
      String[] parts = text.split(" ");
      int row = rows.open();
      rows.bytes(0).set(row, parts[0]);
      rows.longs(1).set(row, Long.parseLong(parts[1]));
      rows.keep();
    }
    return rows;
  }

  private static List<String> words(ModelTable table) {
    List<String> words = new ArrayList<>();
    table.scan(
        batch -> {
          for (int row = 0; row < batch.size(); row++) {
            words.add(batch.bytes(0).text(row) + " " + batch.longs(1).get(row));
          }
        });
    return words;
  }
}
