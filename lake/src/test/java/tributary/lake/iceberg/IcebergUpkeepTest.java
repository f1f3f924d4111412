package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;

class IcebergUpkeepTest {
  private static final InstantSource NOW = Instant::now;
  private static final InstantSource LATER = () -> Instant.now().plusSeconds(7 * 3600);
  private static final InstantSource MUCH_LATER = () -> Instant.now().plusSeconds(14 * 3600);

  @TempDir Path root;

  @Test
  void theTableGoesOnAfterItsSnapshotsWereExpired() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, LATER);
      for (int i = 1; i < 6; i++) {
        Ids.add(table, i);
        table.upkeep();
      }
      assertEquals(5, table.files().size());
      assertEquals(1, catalog.reader("ids").history().size());
      assertEquals(5, catalog.reader("ids").latest().version());
      assertEquals(Optional.of(Ids.ledger(5)), Ids.open(catalog, NOW).ledger());
      assertEquals(5, Ids.open(catalog, NOW).files().size());
    }
  }

  @Test
  void soManySnapshotsAreKeptAtMost() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, NOW);
      int commits = IcebergUpkeep.MOST_SNAPSHOTS + 30;
      int due = 0;
      for (int i = 1; i <= commits; i++) {
        Ids.committed(table.append(List.of(), Ids.ledger(i)));
        due += table.isUpkeepDue() ? 1 : 0;
      }
      assertEquals(commits / IcebergTable.UPKEEP_INTERVAL, due);
      table.upkeep();
      int kept = catalog.reader("ids").history().size();
      assertTrue(
          kept >= IcebergUpkeep.MOST_SNAPSHOTS && kept < IcebergUpkeep.MOST_SNAPSHOTS + 20,
          () -> "kept " + kept);
      assertEquals(Optional.of(Ids.ledger(commits)), catalog.reader("ids").latest().ledger());
      try (var files = Files.list(table.dataFolder().resolveSibling("metadata"))) {
        long metadata = files.filter(it -> it.toString().endsWith(".metadata.json")).count();
        assertTrue(metadata <= 102, () -> metadata + " metadata files");
      }
    }
  }

  @Test
  void aFileRemovedAMomentAgoStaysHoweverOldItIs() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, NOW);
      LiveFile old = Ids.add(table, 1);
      Files.setLastModifiedTime(old.path(), FileTime.from(Instant.EPOCH));
      Ids.replace(table, old, 2);
      TableLog later = Ids.open(catalog, LATER);
      later.upkeep();
      assertTrue(Files.exists(old.path()), "its snapshot was forgotten just now");
      Ids.open(catalog, MUCH_LATER).upkeep();
      assertFalse(Files.exists(old.path()));
    }
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      TableLog table = Ids.open(catalog, NOW);
      Path orphan = Ids.write(table, 9).path();
      Path torn = table.dataFolder().resolveSibling("metadata").resolve("torn-m0.avro");
      Path foreign = table.dataFolder().resolve("notes.parquet");
      Files.writeString(torn, "Obj");
      Files.writeString(foreign, "mine");
      Ids.add(table, 1);
      table.upkeep();
      assertTrue(Files.exists(orphan) && Files.exists(torn));
      Ids.open(catalog, LATER).upkeep();
      assertTrue(Files.notExists(orphan) && Files.notExists(torn));
      assertTrue(Files.exists(foreign));
      assertEquals(1, catalog.reader("ids").latest().files().size());
      table.files().forEach(file -> assertTrue(Files.exists(file.path())));
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void upkeepThatBreaksOffHarmsNothing(Fault fault) throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path own = Files.createDirectory(root.resolve("call" + call));
      FaultyDisk disk = new FaultyDisk(fault);
      try (IcebergCatalog catalog = Ids.catalog(own, disk)) {
        TableLog table = Ids.open(catalog, LATER);
        Ids.add(table, 1);
        Ids.add(table, 2);
        disk.failAfter(call);
        runUpkeep(table, disk);
        failed = disk.hasFailed();
      }
      try (IcebergCatalog catalog = Ids.catalog(own, Disk.local())) {
        TableLog again = Ids.open(catalog, LATER);
        assertEquals(2, again.files().size(), "call " + call);
        Ids.add(again, 3);
        again.upkeep();
        assertEquals(3, catalog.reader("ids").latest().files().size(), "call " + call);
      }
    }
  }

  private static void runUpkeep(TableLog table, FaultyDisk disk) {
    try {
      table.upkeep();
    } catch (IOException e) {
      assertTrue(disk.hasFailed(), e::toString);
    }
  }
}
