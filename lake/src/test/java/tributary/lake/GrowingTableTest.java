package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

class GrowingTableTest {
  @TempDir Path root;

  @InEachFormat
  void aNewTableIsEmptyAndHasNoLedger(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(Optional.empty(), table.ledger());
      assertEquals(0, table.rows());
    }
  }

  @InEachFormat
  void rowsAndLedgerComeInTogether(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(1, Ticks.add(table, 0, 5));
      assertEquals(2, Ticks.add(table, 5, 3));
      assertEquals(Ticks.numbersTo(8), Ticks.numbers(table));
      assertEquals(Optional.of(Ticks.ledger(8)), table.ledger());
      assertEquals(8, table.rows());
    }
  }

  @InEachFormat
  void aStagedRowsIsNotInTheTable(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      StagedRows staged = table.stage(Ticks.ticks(0, 5)).orElseThrow();
      assertEquals(5, staged.rows());
      assertEquals(List.of(), Ticks.numbers(table));
    }
  }

  @InEachFormat
  void theLedgerMovesWithoutRows(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Optional<StagedRows> nothing = table.stage(new Rows(Ticks.SILVER));
      assertEquals(Optional.empty(), nothing);
      table.commit(nothing, Ticks.ledger(9));
      assertEquals(Optional.of(Ticks.ledger(9)), table.ledger());
    }
  }

  @InEachFormat
  void afterARestartTheTableAloneTellsFromWhereToGoOn(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 5);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(5, table.ledger().orElseThrow().next(0));
      Ticks.add(table, 5, 5);
      assertEquals(Ticks.numbersTo(10), Ticks.numbers(table));
    }
  }

  @InEachFormat
  void aScanReadsTheRangeAndLeavesOtherFilesOut(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      for (int i = 0; i < 10; i++) {
        Ticks.add(table, i * 10, 10);
      }
      ColumnRange range = new ColumnRange("time", 25_000_001, 42_000_001);
      List<String> found = new ArrayList<>();
      table.scan(List.of("trade_id", "price"), range, rows -> found.addAll(Ticks.text(rows)));
      assertEquals(17, found.size());
      assertTrue(found.contains("25|2500") && found.contains("41|4100"), found::toString);
      assertEquals(
          List.of(20_000_001L, 30_000_001L, 40_000_001L),
          table.files(range).stream().map(DataFile::min).toList());
    }
  }

  @InEachFormat
  void statisticsOfAReopenedTableStillIncludeEveryRow(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 7, 1);
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(1, table.files(new ColumnRange("time", 7_000_001, 7_000_002)).size());
      assertEquals(0, table.files(new ColumnRange("time", 8_000_001, 9_000_000)).size());
      assertEquals(1, table.files(new ColumnRange("trade_id", 7, 8)).size());
      assertEquals(0, table.files(new ColumnRange("trade_id", 8, 9)).size());
      assertEquals(1, table.files(new ColumnRange("price", 700, 701)).size());
      assertEquals(0, table.files(new ColumnRange("price", 701, 900)).size());
    }
  }

  @InEachFormat
  void aTableWithOtherColumnsIsRefusedByName(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.silver(lake);
    }
    Schema other =
        new Schema(
            List.of(
                Field.required("product_id", new Type.Text()),
                Field.required("trade_id", new Type.Text()),
                Field.required("time", new Type.Timestamp()),
                Field.optional("price", new Type.Decimal(18, 8)),
                Field.optional("size", new Type.Decimal(18, 8))));
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      var refused =
          assertThrows(TableRefusedException.class, () -> lake.growing("silver", other, List.of()));
      assertEquals(
          "Cannot write to table silver: the one in %s has other columns (trade_id bigint required instead of trade_id string required, no size, volume decimal(28,8) besides). Choose another name, or move the old table away"
              .formatted(
                  root.resolve(format instanceof Format.Delta ? "silver" : "default/silver/data")),
          refused.getMessage());
    }
  }

  @InEachFormat
  void aFileStagedForAnotherTableIsRefused(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable silver = Ticks.silver(lake);
      GrowingTable other = lake.growing("other", Ticks.SILVER, List.of());
      Optional<StagedRows> staged = silver.stage(Ticks.ticks(0, 1));
      assertThrows(IllegalArgumentException.class, () -> other.commit(staged, Ticks.ledger(1)));
    }
  }

  @InEachFormat
  void namesThatLeadOutOfTheFolderAreRefused(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      for (String name : List.of("../evil", "a/b", "", ".", "_delta_log/x", "a b")) {
        assertThrows(
            IllegalArgumentException.class, () -> lake.growing(name, Ticks.SILVER, List.of()));
      }
    }
  }

  @InEachFormat
  void foldersWithSpacesAndUmlautsWork(Format format) {
    Path odd = root.resolve("Größe und 100% mehr");
    try (Lake lake = Lake.open(odd, format, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 5);
    }
    try (Lake lake = Lake.open(odd, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 5, 5);
      assertEquals(Ticks.numbersTo(10), Ticks.numbers(table));
      assertEquals(10, Catalog.at(odd).snapshot("silver").rows());
    }
  }
}
