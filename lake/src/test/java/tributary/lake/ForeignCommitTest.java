package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.ledger.LedgerJson;
import tributary.core.rows.Rows;
import tributary.lake.delta.DeltaTable;
import tributary.lake.disk.Disk;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;

/** Somebody who does not know our lock commits between two commits of ours. */
class ForeignCommitTest {
  @TempDir Path root;

  @InEachFormat
  void anAppendAfterAForeignLedgerIsRefusedAndLeavesNothingBehind(Format format)
      throws IOException {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 0, 5);
      foreignLedger(format, "silver", 7);
      var refused = assertThrows(ForeignCommitException.class, () -> Ticks.add(table, 5, 3));
      assertTrue(
          String.valueOf(refused.getMessage())
              .startsWith("Cannot commit version 2 of table silver: another writer"),
          refused::toString);
      assertEquals(1, dataFiles(format, "silver"));
      assertThrows(IllegalStateException.class, () -> Ticks.add(table, 5, 3));
    }
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(7, table.ledger().orElseThrow().next(0));
      assertEquals(Ticks.numbersTo(5), Ticks.numbers(table));
    }
  }

  @InEachFormat
  void aCommitThatLeavesTheLedgerAloneIsTolerated(Format format) throws IOException {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 0, 5);
      foreignCommit(format, "silver", 2);
      assertEquals(3, Ticks.add(table, 5, 3));
      assertEquals(4, Ticks.add(table, 8, 2));
      assertEquals(Ticks.numbersTo(10), Ticks.numbers(table));
      assertEquals(10, Catalog.at(root).snapshot("silver").rows());
    }
  }

  @InEachFormat
  void windowsAreRefusedAfterAnyForeignCommit(Format format) throws IOException {
    Rows none = new Rows(Ticks.GOLD);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false, "0 BTC 0"), none, Ticks.ledger(1));
      foreignCommit(format, "gold", 2);
      assertThrows(
          ForeignCommitException.class,
          () -> gold.commit(Ticks.windows(false, "0 BTC 1"), none, Ticks.ledger(2)));
      assertEquals(List.of("0 BTC 0*"), Ticks.words(gold.open()));
      assertEquals(1, dataFiles(format, "gold"));
    }
  }

  @Test
  void windowsThatAnotherProgramRewroteAreRefused() throws IOException {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.gold(lake)
          .commit(Ticks.windows(false, "1 BTC 0"), Ticks.windows(true, "0 BTC 0"), Ticks.ledger(1));
    }
    Path commit = root.resolve("gold/_delta_log/%020d.json".formatted(1));
    Files.writeString(commit, Files.readString(commit).replace("sealed-", "part-"));
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      assertThrows(TableRefusedException.class, () -> Ticks.gold(lake));
    }
  }

  /** A second writer of the same table, past the lock of the lake. */
  private void foreignLedger(Format format, String table, long next) throws IOException {
    TableForm form = new TableForm(Ticks.SILVER, List.of(), Optional.empty(), Duration.ofDays(1));
    if (format instanceof Format.Delta) {
      append(DeltaTable.open(root.resolve(table), form, Disk.local(), Ticks.CLOCK), next);
      return;
    }
    try (IcebergCatalog catalog = IcebergCatalogs.open(root, Map.of(), Disk.local())) {
      append(catalog.open(table, form, Ticks.CLOCK), next);
    }
  }

  private static void append(TableLog other, long next) {
    assertInstanceOf(
        CommitOutcome.Committed.class,
        other.append(List.of(), LedgerJson.write(Ticks.ledger(next))));
  }

  /** What an empty commit of another engine looks like. */
  private void foreignCommit(Format format, String table, long version) throws IOException {
    if (format instanceof Format.Iceberg) {
      JdbcCatalog catalog = new JdbcCatalog();
      catalog.initialize(
          "tributary",
          Map.of(
              "uri",
              "jdbc:sqlite:" + root.resolve("iceberg.db"),
              "warehouse",
              root.toString(),
              "io-impl",
              "tributary.lake.iceberg.NioFiles"));
      catalog.loadTable(TableIdentifier.of("default", table)).newAppend().commit();
      return;
    }
    Path log = root.resolve(table).resolve("_delta_log");
    String previous = Files.readString(log.resolve("%020d.json".formatted(version - 1)));
    String commitInfo = previous.lines().findFirst().orElseThrow();
    Files.writeString(log.resolve("%020d.json".formatted(version)), commitInfo + "\n");
  }

  private long dataFiles(Format format, String table) throws IOException {
    String folder = format instanceof Format.Delta ? table : "default/" + table + "/data";
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
