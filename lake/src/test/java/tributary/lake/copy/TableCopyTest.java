package tributary.lake.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.Format;
import tributary.lake.ReadFailedException;
import tributary.lake.copy.MemoryTarget.Fault;
import tributary.lake.reconcile.CopyCheck;

class TableCopyTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path root;
  private long nanos;

  @Test
  void copiesStayExactWhateverHappens() {
    for (int round = 0; round < 6; round++) {
      long seed = System.nanoTime();
      System.out.println("copiesStayExactWhateverHappens: seed " + seed);
      try (CopiedTables tables = new CopiedTables(root.resolve("lake" + seed), "id-1", 3)) {
        shake(tables, new Random(seed));
      }
    }
  }

  @Test
  void tablesInIcebergAreCopiedToo() {
    Format iceberg = new Format.Iceberg(Map.of());
    try (CopiedTables tables = new CopiedTables(root, "id-1", 2, iceberg)) {
      Random random = new Random(11);
      for (MemoryTarget store :
          List.of(
              new MemoryTarget(CopiedTables.SILVER_SHAPE),
              new MemoryTarget(CopiedTables.GOLD_SHAPE))) {
        for (int i = 0; i < 6; i++) {
          tables.commit(random, 5);
          copy(tables, store).attempt(() -> false);
          assertEquals(tables.lines(store.shape().source()), store.lines());
        }
        assertEquals(6, store.writes);
      }
    }
  }

  private void shake(CopiedTables tables, Random random) {
    List<MemoryTarget> stores =
        List.of(
            new MemoryTarget(CopiedTables.SILVER_SHAPE), new MemoryTarget(CopiedTables.GOLD_SHAPE));
    List<TableCopy> copies = copies(tables, stores);
    Fault[] faults = {Fault.BEFORE, Fault.HALFWAY, Fault.AFTER, Fault.AWAY};
    for (int step = 0; step < 60; step++) {
      switch (random.nextInt(12)) {
        case 0 -> tables.expire();
        case 1 -> copies = copies(tables, stores);
        case 2, 3, 4 -> stores.get(random.nextInt(2)).fault = faults[random.nextInt(faults.length)];
        case 5, 6, 7 -> tables.commit(random, 5);
        default -> {
          copies.forEach(copy -> copy.attempt(() -> false));
          stores.forEach(store -> store.fault = Fault.NONE);
        }
      }
    }
    tables.commit(random, 3);
    stores.forEach(store -> store.fault = Fault.NONE);
    copies.forEach(copy -> copy.attempt(() -> false));
    for (int i = 0; i < 2; i++) {
      String table = stores.get(i).shape().source();
      assertEquals(tables.lines(table), stores.get(i).lines(), table);
      assertEquals(CopyState.CAUGHT_UP, copies.get(i).progress().state());
      assertTrue(copies.get(i).progress().isSettled(tables.catalog()));
    }
  }

  private List<TableCopy> copies(CopiedTables tables, List<MemoryTarget> stores) {
    return stores.stream().map(store -> copy(tables, store)).toList();
  }

  private TableCopy copy(CopiedTables tables, MemoryTarget store) {
    InstantSource wall = InstantSource.fixed(START);
    return new TableCopy("memory", tables.catalog(), store, wall, () -> nanos, new Random(1));
  }

  @Test
  void onlyWhatIsNewIsCopied() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      Random random = new Random(5);
      MemoryTarget store = new MemoryTarget(CopiedTables.SILVER_SHAPE);
      for (int i = 0; i < 20; i++) {
        tables.commit(random, 9);
      }
      copy(tables, store).attempt(() -> false);
      long before = store.written;
      assertEquals(tables.lines("silver").size(), before);

      tables.commit(random, 9);
      copy(tables, store).attempt(() -> false);

      assertEquals(tables.lines("silver").size(), store.written);
      assertEquals(2, store.writes);
    }
  }

  @Test
  void aCopyThatHasAllIsLeftAlone() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> false);
      copy.attempt(() -> false);
      copy(tables, store).attempt(() -> false);
      assertEquals(1, store.writes);
    }
  }

  @Test
  void rowsOfAnotherTopicAreRefused() {
    MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
    try (CopiedTables tables = new CopiedTables(root.resolve("a"), "id-1", 1)) {
      tables.commit(new Random(5), 9);
      copy(tables, store).attempt(() -> false);
    }
    List<String> before = store.lines();
    try (CopiedTables tables = new CopiedTables(root.resolve("b"), "id-2", 1)) {
      tables.commit(new Random(6), 9);
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> false);
      CopyStatus status = copy.progress().status();
      assertEquals(CopyState.REFUSED, status.state());
      assertTrue(status.reason().contains("id-1") && status.reason().contains("id-2"));
      assertEquals(Long.MAX_VALUE, copy.restNanos());
      assertEquals(before, store.lines());
    }
  }

  @Test
  void aTableThatIsBehindItsCopyIsRefused() {
    MemoryTarget store = new MemoryTarget(CopiedTables.SILVER_SHAPE);
    try (CopiedTables tables = new CopiedTables(root.resolve("a"), "id-1", 1)) {
      for (int i = 0; i < 5; i++) {
        tables.commit(new Random(i), 50);
      }
      copy(tables, store).attempt(() -> false);
    }
    try (CopiedTables tables = new CopiedTables(root.resolve("b"), "id-1", 1)) {
      tables.commit(new Random(6), 3);
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> false);
      assertEquals(CopyState.REFUSED, copy.progress().state());
    }
  }

  @Test
  void aVersionOfAnotherTableIsNotTakenForTheCopys() {
    MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
    try (CopiedTables tables = new CopiedTables(root.resolve("a"), "id-1", 1)) {
      tables.commit(new Random(1), 1);
      copy(tables, store).attempt(() -> false);
    }
    try (CopiedTables tables = new CopiedTables(root.resolve("b"), "id-1", 1)) {
      for (int i = 0; i < 9; i++) {
        tables.commit(new Random(i), 50);
      }
      copy(tables, store).attempt(() -> false);
      assertTrue(store.lines().containsAll(tables.lines("gold")));
    }
  }

  @Test
  void theCopyOfATableThatWasComputedAnewIsRefused() {
    MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
    try (CopiedTables tables = new CopiedTables(root.resolve("a"), "id-1", 1)) {
      tables.commit(new Random(1), 1);
      copy(tables, store).attempt(() -> false);
    }
    try (CopiedTables tables = new CopiedTables(root.resolve("b"), "id-1", 1)) {
      tables.rebuiltAt = START;
      for (int i = 0; i < 9; i++) {
        tables.commit(new Random(i), 50);
      }
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> false);

      assertEquals(CopyState.REFUSED, copy.progress().state());
      assertEquals(
          "Cannot copy table gold to gold: the table in the lake was computed anew at 2030-01-01T00:00:00Z, and it holds rows of the one before. It is the copy of another table: give this one another name in the pipeline file, or drop the old one with its ledger",
          copy.progress().status().reason());
      assertEquals(
          new CopyCheck.Outcome.Impossible(
              "it is the copy of another table: that in the lake was computed anew at 2030-01-01T00:00:00Z"),
          new CopyCheck(tables.catalog(), () -> {}).check(store));
      MemoryTarget anew = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      copy(tables, anew).attempt(() -> false);
      assertEquals(tables.lines("gold"), anew.lines());
    }
  }

  @Test
  void aStoreThatIsAwayIsLeftAloneForLongerAndLonger() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      TableCopy copy = copy(tables, store);
      store.fault = Fault.AWAY;
      List<Long> rests = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        copy.attempt(() -> false);
        rests.add(copy.restNanos());
        nanos += copy.restNanos();
      }
      CopyStatus away = copy.progress().status();
      assertEquals(CopyState.AWAY, away.state());
      assertEquals("Cannot reach the store", away.reason());
      assertEquals(START, away.since());
      assertTrue(rests.get(0) <= 1_000_000_000L, rests::toString);
      for (long rest : rests.subList(6, 12)) {
        assertTrue(rest >= 15_000_000_000L && rest <= 30_000_000_000L, rests::toString);
      }

      store.fault = Fault.NONE;
      copy.attempt(() -> false);
      assertEquals(tables.lines("gold"), store.lines());
      assertEquals(OptionalLong.of(0), copy.progress().status().framesBehind());
    }
  }

  @Test
  void aRefusalEndsTheCopyAndNamesItself() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      store.fault = Fault.REFUSAL;
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> false);
      assertEquals("Cannot write there: no rights", copy.progress().status().reason());
      assertTrue(copy.progress().isSettled(tables.catalog()));
    }
  }

  @Test
  void aLakeThatCannotBeReadIsSaidAndNeverTakenForTheEnd() throws IOException {
    Path log = root.resolve("gold/_delta_log");
    Path aside = root.resolve("aside");
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      TableCopy copy = copy(tables, new MemoryTarget(CopiedTables.GOLD_SHAPE));
      assertTrue(copy.progress().status().isWell());
      Files.move(log, aside);
      copy.attempt(() -> false);
      assertFalse(copy.progress().isSettled(tables.catalog()));
      assertEquals(CopyState.WAITING, copy.progress().state());
      assertTrue(copy.progress().status().reason().startsWith("Cannot read table gold: "));
      assertFalse(copy.progress().status().isWell());

      Files.move(aside, log);
      copy.attempt(() -> false);
      assertTrue(copy.progress().isSettled(tables.catalog()));
      assertTrue(copy.progress().status().isWell());
    }
  }

  @Test
  void aWriteThatIsGivenUpLeavesNothing() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      MemoryTarget store = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      TableCopy copy = copy(tables, store);
      copy.attempt(() -> true);
      assertEquals(List.of(), store.lines());
      copy.attempt(() -> false);
      assertEquals(tables.lines("gold"), store.lines());
    }
  }

  @Test
  void theRetentionOfThisTestReallyExpires() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 1)) {
      tables.commit(new Random(5), 9);
      long version = tables.catalog().snapshot("gold").version();
      tables.commit(new Random(6), 9);
      tables.expire();
      assertThrows(ReadFailedException.class, () -> tables.catalog().asOf("gold", version));
    }
  }
}
