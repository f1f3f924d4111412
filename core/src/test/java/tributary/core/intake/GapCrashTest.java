package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;

/**
 * Gaps with random cuts and crashes after any number of a batch's commits: each table holds in all
 * its columns what one run over the log below its ledger, without a cut, makes of it.
 */
class GapCrashTest {
  private static final int SEEDS = 250;
  private int crashes;
  private int gaps;

  @Test
  void gapsByIds() {
    many(Trades.watched(true));
  }

  @Test
  void gapsThatOnlyTheFeedTells() {
    many(Trades.watched(false));
  }

  private void many(Pipeline pipeline) {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        new Run(pipeline, seed).all();
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(crashes > SEEDS, crashes + " crashes");
    assertTrue(gaps > SEEDS, gaps + " gaps");
  }

  private final class Run {
    private final Pipeline pipeline;
    private final Random random;
    private final List<GapFrame> log;
    private final MemoryTables tables;

    Run(Pipeline pipeline, long seed) {
      this.pipeline = pipeline;
      this.random = new Random(seed);
      this.log = new GapLog(random, 50 + random.nextInt(300)).frames;
      this.tables = new MemoryTables(pipeline);
    }

    void all() {
      int perCut = 1 + random.nextInt(log.size() / 4);
      int crashesLeft = random.nextInt(8);
      while (feed(perCut, crashesLeft-- > 0)) {
        crashes++;
        check();
      }
      tables.finish();
      check();
      gaps += tables.gaps().size();
    }

    /** Feeds the log from where the tables stand; true if it crashed on the way. */
    private boolean feed(int perCut, boolean mayCrash) {
      Intake intake = new Intake(pipeline, tables.resume(), tables);
      List<GapFrame> rest = new ArrayList<>(log);
      rest.removeIf(frame -> frame.offset() < intake.position(frame.partition()));
      Frame frame = new Frame();
      for (GapFrame each : interleave(rest)) {
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

    private List<GapFrame> interleave(List<GapFrame> frames) {
      List<Deque<GapFrame>> partitions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int number = i;
        partitions.add(
            new ArrayDeque<>(frames.stream().filter(f -> f.partition() == number).toList()));
      }
      List<GapFrame> mixed = new ArrayList<>();
      while (mixed.size() < frames.size()) {
        Collections.shuffle(partitions, random);
        for (int i = random.nextInt(60); i >= 0 && !partitions.get(0).isEmpty(); i--) {
          mixed.add(partitions.get(0).remove());
        }
      }
      return mixed;
    }

    private void check() {
      int gold = pipeline.gold().size();
      for (int i = 0; i < gold; i++) {
        assertEquals(
            lines(below(tables.ledgers.get(3 + i)).gold.get(i).textWithCompleteness()),
            lines(tables.gold.get(i).textWithCompleteness()),
            pipeline.gold().get(i).table());
      }
      MemoryTables even = below(tables.ledgers.get(3 + gold));
      assertEquals(String.join("\n", even.gaps()), String.join("\n", tables.gaps()));
      saysWhatTheGapsSay(even);
    }

    private String lines(java.util.SortedMap<String, String> rows) {
      return rows.toString().replace(", 20", ",\n20");
    }

    /** One run over the log below a ledger, without a cut before its end. */
    private MemoryTables below(Ledger ledger) {
      MemoryTables all = new MemoryTables(pipeline);
      Intake intake = new Intake(pipeline, all.resume(), all);
      Frame frame = new Frame();
      for (GapFrame each : log) {
        if (each.offset() < ledger.next(each.partition())) {
          each.fill(frame);
          intake.take(frame);
        }
      }
      all.write(intake.cut());
      all.finish();
      return all;
    }

    /** A window is complete if none of the gaps that are left touches it. */
    private void saysWhatTheGapsSay(MemoryTables even) {
      even.gold
          .get(0)
          .textWithCompleteness()
          .forEach(
              (key, row) -> {
                long start = micros(Instant.parse(key.substring(0, key.indexOf('|'))));
                String product = key.substring(key.indexOf('|') + 1);
                boolean complete = !touches(even.openGaps, product, start, start + 10_000_000);
                assertTrue(row.endsWith("is_complete=" + complete), () -> key + " " + row);
              });
    }

    private boolean touches(Rows open, String product, long start, long end) {
      for (int row = 0; row < open.size(); row++) {
        long to = open.column(8).isNull(row) ? Long.MAX_VALUE : open.longs(8).get(row);
        if (open.bytes(2).text(row).equals(product)
            && open.longs(7).get(row) < end
            && to >= start) {
          return true;
        }
      }
      return false;
    }

    private long micros(Instant time) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
  }
}
