package tributary.lake.copy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.copy.MemoryTarget.Fault;

class CopierTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path root;

  private static Copier copier(CopiedTables tables, MemoryTarget... stores) {
    return new Copier(
        "memory",
        tables.catalog(),
        List.of(stores),
        InstantSource.system(),
        System::nanoTime,
        new Random(1));
  }

  @Test
  void whatIsCommittedIsCopiedOnceItIsSaid() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 2)) {
      MemoryTarget gold = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      MemoryTarget silver = new MemoryTarget(CopiedTables.SILVER_SHAPE);
      try (Copier copier = copier(tables, gold, silver)) {
        copier.start();
        for (int i = 0; i < 5; i++) {
          tables.commit(new Random(i), 9);
          copier.wake();
          assertTimeoutPreemptively(PATIENCE, () -> untilSettled(copier));
        }
      }
      assertEquals(tables.lines("gold"), gold.lines());
      assertEquals(tables.lines("silver"), silver.lines());
    }
  }

  private static void untilSettled(Copier copier) {
    while (!copier.isSettled()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closingCopiesWhatWasCommittedLast() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 2)) {
      MemoryTarget gold = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      Copier copier = copier(tables, gold);
      copier.start();
      tables.commit(new Random(3), 9);
      copier.close();
      assertEquals(tables.lines("gold"), gold.lines());
      assertTrue(copier.isSettled());
    }
  }

  @Test
  void severalEndAtATime() throws Exception {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 2)) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      MemoryTarget slow = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      slow.beforeWrite =
          () -> {
            writing.countDown();
            assertDoesNotThrow(() -> goOn.await());
          };
      MemoryTarget quick = new MemoryTarget(CopiedTables.SILVER_SHAPE);
      Copier first = copier(tables, slow);
      Copier second = copier(tables, quick);
      tables.commit(new Random(3), 9);
      first.start();
      writing.await();
      first.stop();
      second.start();
      second.stop();
      second.close();
      assertEquals(tables.lines("silver"), quick.lines());
      goOn.countDown();
      first.close();
      assertEquals(tables.lines("gold"), slow.lines());
    }
  }

  @Test
  void oneThatIsRefusedDoesNotHoldUpTheOthers() {
    try (CopiedTables tables = new CopiedTables(root, "id-1", 2)) {
      MemoryTarget gold = new MemoryTarget(CopiedTables.GOLD_SHAPE);
      gold.fault = Fault.REFUSAL;
      MemoryTarget silver = new MemoryTarget(CopiedTables.SILVER_SHAPE);
      tables.commit(new Random(3), 9);
      Copier copier = copier(tables, gold, silver);
      assertFalse(copier.isSettled());
      copier.start();
      copier.close();
      assertEquals(tables.lines("silver"), silver.lines());
      assertEquals(
          List.of(CopyState.REFUSED, CopyState.CAUGHT_UP),
          copier.status().stream().map(CopyStatus::state).toList());
    }
  }
}
