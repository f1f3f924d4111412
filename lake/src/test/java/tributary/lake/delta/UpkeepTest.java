package tributary.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FaultyDisk;
import tributary.lake.disk.FaultyDisk.Fault;
import tributary.lake.parquet.ParquetWriter;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;

class UpkeepTest {
  private static final Schema SCHEMA = new Schema(List.of(Field.required("id", new Type.BigInt())));
  private static final TableForm FORM =
      new TableForm(SCHEMA, List.of("id"), Optional.empty(), Duration.ofHours(6));
  private static final InstantSource NOW = Instant::now;
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofHours(7));

  @TempDir Path folder;

  @Test
  void aCheckpointHoldsAllThatTheLogHeld() throws IOException {
    DeltaTable table = open(NOW);
    add(table, 1);
    add(table, 2);
    table.upkeep();
    for (int version = 0; version < 2; version++) {
      Files.delete(folder.resolve("_delta_log/%020d.json".formatted(version)));
    }
    add(table, 3);
    DeltaTable again = open(NOW);
    assertEquals(Optional.of("{\"n\":3}"), again.ledger());
    assertEquals(3, again.files().size());
    assertEquals(SCHEMA, again.schema());
  }

  @Test
  void theTableGoesOnFromItsCheckpoint() throws IOException {
    DeltaTable table = open(NOW);
    for (int i = 1; i < 6; i++) {
      add(table, i);
      table.upkeep();
    }
    assertEquals(5, table.files().size());
    assertEquals(5, new DeltaReader(folder).latest().files().size());
  }

  @Test
  void aFileRemovedAMomentAgoStaysHoweverOldItIs() throws IOException {
    DeltaTable table = open(NOW);
    LiveFile old = add(table, 1);
    Files.setLastModifiedTime(old.path(), FileTime.from(Instant.EPOCH));
    replace(table, old, 2);
    table.upkeep();
    add(table, 3);
    table.upkeep();
    assertTrue(Files.exists(old.path()));
  }

  @Test
  void filesThatNobodyNeedsGoAfterTheRetention() throws IOException {
    DeltaTable table = open(NOW);
    LiveFile removed = add(table, 1);
    replace(table, removed, 2);
    Path orphan = write(9).path();
    Path torn = folder.resolve("_delta_log/.0.json.x.tmp");
    Files.writeString(torn, "{");
    table.upkeep();
    assertTrue(Files.exists(removed.path()) && Files.exists(orphan) && Files.exists(torn));
    DeltaTable later = open(LATER);
    add(later, 3);
    later.upkeep();
    assertTrue(Files.notExists(removed.path()));
    assertTrue(Files.notExists(orphan) && Files.notExists(torn));
    assertEquals(2, later.files().size());
    later.files().forEach(file -> assertTrue(Files.exists(file.path())));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void upkeepThatBreaksOffHarmsNothing(Fault fault) throws IOException {
    boolean failed = true;
    for (int call = 0; failed; call++) {
      Path own = folder.resolve("call" + call);
      FaultyDisk disk = new FaultyDisk(fault);
      DeltaTable table = DeltaTable.open(own, FORM, disk, NOW);
      add(table, own, 1);
      disk.failAfter(call);
      runUpkeep(table, disk);
      failed = disk.hasFailed();
      DeltaTable again = DeltaTable.open(own, FORM, Disk.local(), NOW);
      assertEquals(1, again.files().size(), "call " + call);
      add(again, own, 2);
      again.upkeep();
      assertEquals(2, new DeltaReader(own).latest().files().size(), "call " + call);
    }
  }

  @Test
  void aLogThatBreaksOffWhileItIsReadGivesNoCheckpoint() throws IOException {
    DeltaTable table = open(NOW);
    add(table, 1);
    add(table, 2);
    Path commit = folder.resolve("_delta_log/%020d.json".formatted(1));
    Files.writeString(commit, Files.readString(commit).replace("\"add\":{", "\"add\":{,"));
    assertThrows(IOException.class, table::upkeep);
    try (Stream<Path> files = Files.list(folder.resolve("_delta_log"))) {
      assertEquals(0, files.filter(file -> file.toString().contains("checkpoint")).count());
    }
  }

  private static void runUpkeep(DeltaTable table, FaultyDisk disk) {
    try {
      table.upkeep();
    } catch (IOException e) {
      assertTrue(disk.hasFailed(), e::toString);
    }
  }

  private DeltaTable open(InstantSource clock) throws IOException {
    return DeltaTable.open(folder, FORM, Disk.local(), clock);
  }

  private LiveFile add(DeltaTable table, long id) throws IOException {
    return add(table, folder, id);
  }

  private static LiveFile add(DeltaTable table, Path folder, long id) throws IOException {
    WrittenFile file = write(folder, id);
    CommitOutcome outcome = table.append(List.of(file), "{\"n\":" + id + "}");
    assertInstanceOf(CommitOutcome.Committed.class, outcome);
    return live(table, file);
  }

  private void replace(DeltaTable table, LiveFile old, long id) throws IOException {
    CommitOutcome outcome = table.replace(List.of(write(id)), List.of(old), "{\"n\":" + id + "}");
    assertInstanceOf(CommitOutcome.Committed.class, outcome);
  }

  private static LiveFile live(DeltaTable table, WrittenFile written) throws IOException {
    return table.files().stream()
        .filter(file -> file.path().equals(written.path()))
        .findFirst()
        .orElseThrow();
  }

  private WrittenFile write(long id) throws IOException {
    return write(folder, id);
  }

  private static WrittenFile write(Path folder, long id) throws IOException {
    Rows rows = new Rows(SCHEMA);
    rows.longs(0).set(rows.open(), id);
    rows.keep();
    try (ParquetWriter writer = new ParquetWriter(SCHEMA, Disk.local())) {
      return writer.write(folder.resolve("part-" + id + ".parquet"), rows);
    }
  }
}
