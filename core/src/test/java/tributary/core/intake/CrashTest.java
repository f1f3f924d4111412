package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.spec.Pipeline;

/**
 * Random logs, random cuts, and crashes after any number of a batch's commits: whatever happened,
 * each table holds what the log below its ledger makes of it, and in the end all of the log.
 */
class CrashTest {
  private static final int SEEDS = 320;
  private final Pipeline pipeline = Trades.pipeline();
  private int crashes;

  @Test
  void nothingIsLostAndNothingDoubled() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        run(seed, 50 + new Random(seed).nextInt(400), 1, false);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(crashes > SEEDS, crashes + " crashes");
  }

  /**
   * A key in two partitions: the first frame taken in has it. Which one that is depends on how the
   * reader interleaves the partitions, so what is promised, and tried here, is that the same
   * interleaving has the same result whatever the cuts and crashes.
   */
  @Test
  void keysInTwoPartitionsBelongToTheFirstFrameTaken() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + SEEDS / 4; seed++) {
      try {
        run(seed, 50 + new Random(seed).nextInt(400), 1, true);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void aLogLongerThanTheMemoryOfKeys() {
    run(Seed.random().nextInt(), 20_000, 500, false);
  }

  private void run(long seed, int size, int leastPerCut, boolean keysCross) {
    Random random = new Random(seed);
    RandomLog log = new RandomLog(random, size, keysCross);
    Truth truth = new Truth(log.frames);
    MemoryTables tables = new MemoryTables(pipeline);
    Verdict verdict = new Verdict(pipeline, truth, tables);
    int framesPerCut = leastPerCut + random.nextInt(size / 5);
    int crashesLeft = random.nextInt(8);
    while (feed(log, tables, random, framesPerCut, crashesLeft-- > 0, keysCross)) {
      crashes++;
      verdict.check();
    }
    tables.finish();
    verdict.check();
    for (var ledger : tables.ledgers.subList(2, tables.tables())) {
      truth
          .partitions()
          .forEach((p, offsets) -> assertEquals(offsets.lastKey() + 1, ledger.next(p)));
    }
    nothingIsLeft(tables);
  }

  /** Feeds the log from where the tables stand; true if it crashed on the way. */
  private boolean feed(
      RandomLog log,
      MemoryTables tables,
      Random random,
      int perCut,
      boolean mayCrash,
      boolean inOrder) {
    Intake intake = new Intake(pipeline, tables.resume(), tables);
    List<LogFrame> rest = new ArrayList<>(log.frames);
    rest.removeIf(frame -> frame.offset() < intake.position(frame.partition()));
    if (!inOrder) {
      rest = interleave(rest, random);
    }
    Frame frame = new Frame();
    for (LogFrame each : rest) {
      each.fill(frame);
      intake.take(frame);
      if (random.nextInt(perCut) == 0) {
        tables.finish();
        tables.write(intake.cut());
      }
      if (mayCrash && random.nextInt(4 * perCut) == 0) {
        tables.crashAfter(random.nextInt(tables.tables() + 1));
        return true;
      }
    }
    tables.finish();
    tables.write(intake.cut());
    return false;
  }

  /**
   * Another order of the partitions among each other, in stretches as a consumer hands them out.
   */
  private static List<LogFrame> interleave(List<LogFrame> frames, Random random) {
    List<Deque<LogFrame>> partitions = new ArrayList<>();
    for (LogFrame frame : frames) {
      while (partitions.size() <= frame.partition()) {
        partitions.add(new ArrayDeque<>());
      }
      partitions.get(frame.partition()).add(frame);
    }
    int stretch = 1 + random.nextInt(100);
    List<LogFrame> mixed = new ArrayList<>();
    while (mixed.size() < frames.size()) {
      Collections.shuffle(partitions, random);
      for (int i = random.nextInt(stretch); i >= 0 && !partitions.get(0).isEmpty(); i--) {
        mixed.add(partitions.get(0).remove());
      }
    }
    return mixed;
  }

  private void nothingIsLeft(MemoryTables tables) {
    Batch batch = new Intake(pipeline, tables.resume(), tables).cut();
    assertEquals(0, batch.frames());
    assertTrue(batch.bronze().ranges().isEmpty());
    assertTrue(batch.quarantine().ranges().isEmpty());
    assertTrue(batch.silver().ranges().isEmpty());
    batch.gold().forEach(each -> assertTrue(each.ranges().isEmpty()));
  }
}
