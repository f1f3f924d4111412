package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSources.Version;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.WriteFailedException.InTable;
import tributary.lake.delta.DeltaReader;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;
import tributary.lake.parquet.RandomRows;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableReader;

class ModelTableTest {
  private static final Schema COINS =
      new Schema(
          List.of(
              Field.optional("coin", new Type.Text()), Field.optional("price", new Type.BigInt())));

  @TempDir Path root;

  @InEachFormat
  void isReplacedAsAWholeInOneCommit(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
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
    // In Delta making the table is a version too.
    int made = format instanceof Format.Delta ? 1 : 0;
    assertEquals(made + 2, Catalog.at(root).history("gold.dim").size());
  }

  @InEachFormat
  void theSameRowsInAnotherOrderAreNotCommitted(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
        ModelTable table = lake.model("dim", COINS)) {
      table.replace(coins("btc 1", "eth 2", "eth 2"), sources(3));

      assertEquals(
          OptionalLong.empty(), table.replace(coins("eth 2", "btc 1", "eth 2"), sources(4)));
      assertEquals(Optional.of(sources(3)), table.sources());
      assertEquals(OptionalLong.of(2), table.replace(coins("eth 2", "btc 1", "btc 1"), sources(4)));
    }
  }

  @InEachFormat
  void whateverRowsComeAreKeptAndKnownAgain(Format format) {
    long seed = System.nanoTime();
    System.out.println("ModelTableTest: seed " + seed);
    Rows rows = RandomRows.of(RandomRows.everyType(), 300, new Random(seed));
    Rows turned = new Rows(rows.schema());
    for (int row = rows.size() - 1; row >= 0; row--) {
      turned.append(rows, row);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
        ModelTable table = lake.model("wild", rows.schema())) {
      assertEquals(OptionalLong.of(1), table.replace(rows, sources(1)));
      assertEquals(OptionalLong.empty(), table.replace(turned, sources(2)));
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
        ModelTable table = lake.model("wild", rows.schema())) {
      assertEquals(OptionalLong.empty(), table.replace(rows, sources(2)));
      turned.dropLast();
      assertEquals(OptionalLong.of(2), table.replace(turned, sources(2)));
    }
  }

  @InEachFormat
  void anEmptyTableWasMadeToo(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
        ModelTable table = lake.model("dim", COINS)) {
      assertEquals(OptionalLong.of(1), table.replace(coins(), sources(1)));
      assertEquals(OptionalLong.empty(), table.replace(coins(), sources(2)));
      assertEquals(OptionalLong.of(2), table.replace(coins("btc 1"), sources(2)));
      assertEquals(OptionalLong.of(3), table.replace(coins(), sources(3)));
      assertEquals(0, table.rows());
    }
  }

  @InEachFormat
  void isOpenedAgainAfterItWasClosed(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      ModelTable first = lake.model("dim", COINS);
      assertThrows(IllegalStateException.class, () -> lake.model("dim", COINS));
      first.close();
      try (ModelTable second = lake.model("dim", COINS)) {
        second.replace(coins("btc 1"), sources(1));
      }
    }
  }

  @InEachFormat
  void takesNoTableThatOthersFill(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 3);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      var refused =
          assertThrows(TableRefusedException.class, () -> lake.model("silver", Ticks.SILVER));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("holds rows that no model made"),
          refused::toString);
      assertEquals(3, Ticks.silver(lake).rows());
    }
  }

  @InEachFormat
  void isNotTakenForATableWithALedger(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK);
        ModelTable table = lake.model("silver", Ticks.SILVER)) {
      table.replace(Ticks.ticks(0, 2), sources(1));
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable taken = Ticks.silver(lake);
      assertThrows(ReadFailedException.class, taken::ledger);
    }
  }

  @InEachFormat
  void otherColumnsAreRefusedUntilTheOldTableIsMovedAside(Format format) throws IOException {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      try (ModelTable table = lake.model("gold.dim", COINS)) {
        table.replace(coins("btc 1"), sources(1));
        assertThrows(IllegalStateException.class, () -> lake.setModelAside("gold.dim"));
      }
      var refused =
          assertThrows(TableRefusedException.class, () -> lake.model("gold.dim", Ticks.SILVER));
      assertTrue(String.valueOf(refused.getMessage()).contains("coin string besides"));

      String old = lake.setModelAside("gold.dim").orElseThrow();
      assertEquals(1, rowsSetAside(format, old));
      assertEquals(List.of(), Catalog.at(root).tables());
      assertEquals(Optional.empty(), lake.setModelAside("gold.dim"));
      try (ModelTable table = lake.model("gold.dim", Ticks.SILVER)) {
        table.replace(Ticks.ticks(0, 2), sources(1));
      }
      String second = lake.setModelAside("gold.dim").orElseThrow();
      assertEquals(
          List.of(1L, 2L), List.of(rowsSetAside(format, old), rowsSetAside(format, second)));
    }
  }

  @InEachFormat
  void aTableThatNoModelMadeIsNotMoved(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 3);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      assertThrows(TableRefusedException.class, () -> lake.setModelAside("silver"));
      assertEquals(3, Ticks.silver(lake).rows());
    }
  }

  @Test
  void aTableInTheOtherFormatIsNotMoved() {
    List<Format> formats = InEachFormat.Formats.all();
    for (int i = 0; i < formats.size(); i++) {
      Path folder = root.resolve("lake" + i);
      try (Lake lake = Lake.open(folder, formats.get(i), Ticks.CLOCK);
          ModelTable table = lake.model("dim", COINS)) {
        table.replace(coins("btc 1"), sources(1));
      }
      try (Lake lake = Lake.open(folder, formats.get(1 - i), Ticks.CLOCK)) {
        var refused = assertThrows(TableRefusedException.class, () -> lake.setModelAside("dim"));
        assertTrue(String.valueOf(refused.getMessage()).contains("has a table of that name in"));
      }
      assertEquals(1, Catalog.at(folder).snapshot("dim").rows());
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

  static Stream<Arguments> faultsInEachFormat() {
    return InEachFormat.Formats.all().stream()
        .flatMap(format -> Stream.of(Fault.values()).map(fault -> arguments(format, fault)));
  }

  @ParameterizedTest
  @MethodSource("faultsInEachFormat")
  void isTheOldOneOrTheNewOneWhereverTheDiskFails(Format format, Fault fault) {
    int survived = 0;
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path folder = root.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      boolean isNew = true;
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK, disk);
          ModelTable table = lake.model("dim", COINS)) {
        table.replace(coins("btc 1"), sources(1));
        disk.failAfter(call);
        table.replace(coins("btc 2", "eth 2"), sources(2));
      } catch (WriteFailedException e) {
        isNew = e.inTable() == InTable.YES;
      }
      failed = disk.hasFailed();
      try (Lake lake = Lake.open(folder, format, Ticks.CLOCK);
          ModelTable table = lake.model("dim", COINS)) {
        assertEquals(isNew ? List.of("btc 2", "eth 2") : List.of("btc 1"), words(table));
        assertEquals(Optional.of(sources(isNew ? 2 : 1)), table.sources());
        assertEquals(!isNew, table.replace(coins("eth 2", "btc 2"), sources(2)).isPresent());
      }
      survived = call;
    }
    assertTrue(survived >= 8, () -> "a commit should take more than 8 calls of the disk");
  }

  private long rowsSetAside(Format format, String where) throws IOException {
    if (format instanceof Format.Delta) {
      assertTrue(where.matches(".*/\\.replaced/gold\\.dim-[12]"), where);
      return rows(new DeltaReader(Path.of(where)));
    }
    assertTrue(where.matches("gold\\.[12]_replaced_dim"), where);
    try (IcebergCatalog catalog = IcebergCatalogs.openEmbedded(root).orElseThrow()) {
      return rows(catalog.reader(where));
    }
  }

  private static long rows(TableReader reader) throws IOException {
    return reader.latest().files().stream().mapToLong(LiveFile::rows).sum();
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
