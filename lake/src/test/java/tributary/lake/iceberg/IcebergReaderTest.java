package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.disk.Disk;
import tributary.lake.table.TableCommit;
import tributary.lake.table.TableLog;
import tributary.lake.table.TableReader;

class IcebergReaderTest {
  @TempDir Path root;

  @Test
  void aTableWithoutCommitsIsAtVersionZero() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      Ids.open(catalog, InstantSource.system());
      TableReader reader = catalog.reader("ids");
      assertEquals(0, reader.latest().version());
      assertEquals(List.of(), reader.at(0).files());
      assertEquals(Optional.empty(), reader.latest().ledger());
      assertEquals(List.of(), reader.history());
      assertThrows(IOException.class, () -> reader.at(1));
    }
  }

  @Test
  void aVersionIsFoundByTheIdOfItsSnapshotToo() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, InstantSource.system());
      Ids.add(table, 1);
      long id = Ids.foreign(root).currentSnapshot().snapshotId();
      Ids.add(table, 2);
      TableReader reader = catalog.reader("ids");
      assertEquals(1, reader.at(id).version());
      assertEquals(reader.at(1), reader.at(id));
      assertEquals(Optional.of(Ids.ledger(1)), reader.at(id).ledger());
    }
  }

  @Test
  void aCommitOfOthersHasNoLedgerOfItsOwnAndLeavesTheTables() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, InstantSource.system());
      Ids.foreign(root).newAppend().commit();
      Ids.add(table, 1);
      Ids.foreign(root).newAppend().commit();
      Ids.add(table, 2);
      TableReader reader = catalog.reader("ids");
      assertEquals(
          List.of(
              Optional.empty(),
              Optional.of(Ids.ledger(1)),
              Optional.empty(),
              Optional.of(Ids.ledger(2))),
          reader.history().stream().map(TableCommit::ledger).toList());
      assertEquals(Optional.empty(), reader.at(1).ledger());
      assertEquals(Optional.of(Ids.ledger(1)), reader.at(3).ledger());
    }
  }

  @Test
  void aLedgerTooLongForASummaryIsReadOfTheNewestVersionOnly() throws IOException {
    String ledger = "{\"n\":\"" + "x".repeat(Change.MAX_SUMMARY_LEDGER) + "\"}";
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, InstantSource.system());
      Ids.committed(table.append(List.of(), ledger));
      TableReader reader = catalog.reader("ids");
      assertEquals(Optional.of(ledger), reader.latest().ledger());
      Ids.add(table, 2);
      var refused = assertThrows(IOException.class, () -> reader.at(1));
      assertTrue(
          String.valueOf(refused.getMessage())
              .startsWith("Cannot find the ledger of version 1 in "),
          refused::toString);
      assertEquals(Optional.of(Ids.ledger(2)), reader.at(2).ledger());
    }
  }
}
