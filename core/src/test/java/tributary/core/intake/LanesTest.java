package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/**
 * Lanes side by side, each with partitions of its own: with random batches, spills, lanes that lose
 * their memory, and crashes after any number of a batch's commits, the tables hold what one intake
 * makes of the same log.
 */
class LanesTest {
  private static final int SEEDS = 250;
  private static final int PARTITIONS = 4;
  private int crashes;

  @Test
  void rowsWindowsAndCounts() {
    each(
        seed -> {
          Random random = new Random(seed);
          Pipeline pipeline = byProduct(Trades.pipeline());
          RandomLog log = new RandomLog(random, 50 + random.nextInt(400), false);
          MemoryTables tables = new MemoryTables(pipeline);
          Verdict verdict = new Verdict(pipeline, new Truth(log.frames), tables);
          List<LaneFrame> frames = new ArrayList<>();
          log.frames.forEach(
              it -> frames.add(new LaneFrame(it.partition(), it.offset(), it::fill)));
          new Run(pipeline, random, frames, tables, verdict::check).all();
        });
    assertTrue(crashes > SEEDS, crashes + " crashes");
  }

  @Test
  void gapsByIds() {
    each(seed -> gaps(byProduct(Trades.watched(true)), seed));
  }

  @Test
  void gapsThatOnlyTheFeedTells() {
    each(seed -> gaps(byProduct(Trades.watched(false)), seed));
  }

  private void gaps(Pipeline pipeline, long seed) {
    Random random = new Random(seed);
    List<GapFrame> log = new GapLog(random, 50 + random.nextInt(300)).frames;
    List<LaneFrame> frames = new ArrayList<>();
    log.forEach(it -> frames.add(new LaneFrame(it.partition(), it.offset(), it::fill)));
    MemoryTables tables = new MemoryTables(pipeline);
    new Run(pipeline, random, frames, tables, () -> {}).all();

    MemoryTables whole = new MemoryTables(pipeline);
    Intake intake = new Intake(pipeline, whole.resume(), whole);
    Frame frame = new Frame();
    frames.forEach(each -> each.take(intake, frame));
    whole.write(intake.cut());
    whole.finish();
    assertEquals(String.join("\n", whole.gaps()), String.join("\n", tables.gaps()));
    for (int i = 0; i < pipeline.gold().size(); i++) {
      assertEquals(
          whole.gold.get(i).textWithCompleteness(), tables.gold.get(i).textWithCompleteness());
    }
  }

  @Test
  void aFrameOfAnotherLaneIsRefused() {
    MemoryTables tables = new MemoryTables(byProduct(Trades.pipeline()));
    Intake intake =
        new Intake(byProduct(Trades.pipeline()), tables.resume(), tables, Lane.of(Set.of(0, 2)));
    Frame frame = new Frame();
    frame.partition = 1;

    assertThrows(IllegalStateException.class, () -> intake.take(frame));
  }

  private static void each(Consumer<Long> run) {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        run.accept(seed);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** Only windows of a product, which keep to its partition. */
  private static Pipeline byProduct(Pipeline it) {
    List<Gold> gold = it.gold().stream().filter(each -> each.by().contains("product")).toList();
    return new Pipeline(
        it.name(),
        it.feed(),
        it.topic(),
        it.commit(),
        it.bronze(),
        it.quarantine(),
        it.silver(),
        gold,
        it.store(),
        it.bronzeLayout(),
        it.copies(),
        it.models());
  }

  private record LaneFrame(int partition, long offset, Consumer<Frame> filler) {
    void take(Intake intake, Frame frame) {
      filler.accept(frame);
      intake.take(frame);
    }
  }

  private final class Run {
    private final Pipeline pipeline;
    private final Random random;
    private final List<LaneFrame> log;
    private final MemoryTables tables;
    private final Runnable check;
    private final List<Set<Integer>> lanes;
    private final Frame frame = new Frame();

    Run(
        Pipeline pipeline,
        Random random,
        List<LaneFrame> log,
        MemoryTables tables,
        Runnable check) {
      this.pipeline = pipeline;
      this.random = random;
      this.log = log;
      this.tables = tables;
      this.check = check;
      this.lanes =
          random.nextBoolean()
              ? List.of(Set.of(0), Set.of(1), Set.of(2), Set.of(3))
              : List.of(Set.of(0, 2), Set.of(1), Set.of(3));
    }

    void all() {
      int crashesLeft = random.nextInt(6);
      while (run(crashesLeft-- > 0)) {
        crashes++;
        check.run();
      }
      check.run();
    }

    /** Runs from where the tables stand; true if it crashed on the way. */
    private boolean run(boolean mayCrash) {
      LaneJoin join = new LaneJoin(pipeline, tables);
      Intake[] kept = new Intake[lanes.size()];
      List<Deque<LaneFrame>> rest = rest();
      int most = 1 + random.nextInt(log.size() / 3);
      while (rest.stream().anyMatch(each -> !each.isEmpty())) {
        List<Batch> batches = new ArrayList<>();
        List<LaneCut> cuts = new ArrayList<>();
        Batch grown = new Grown(pipeline).empty();
        for (int lane = 0; lane < kept.length; lane++) {
          List<LaneFrame> frames = next(lanes.get(lane), rest, most);
          if (!frames.isEmpty()) {
            kept[lane] = kept[lane] == null || random.nextInt(5) == 0 ? anew(lane) : kept[lane];
            Batch batch = take(kept[lane], frames, grown);
            batches.add(batch);
            cuts.add(new LaneCut(lanes.get(lane), batch.gold(), batch.gaps()));
          }
        }
        tables.write(Grown.with(grown, batches, join.join(cuts)));
        if (mayCrash && random.nextInt(6) == 0) {
          tables.crashAfter(random.nextInt(tables.tables() + 1));
          return true;
        }
        tables.finish();
      }
      return false;
    }

    private Intake anew(int lane) {
      return new Intake(pipeline, tables.resume(), tables, Lane.of(lanes.get(lane)));
    }

    private List<Deque<LaneFrame>> rest() {
      List<Deque<LaneFrame>> rest = new ArrayList<>();
      Resume resume = tables.resume();
      for (int i = 0; i < PARTITIONS; i++) {
        int partition = i;
        rest.add(
            new ArrayDeque<>(
                log.stream()
                    .filter(each -> each.partition() == partition)
                    .filter(each -> each.offset() >= resume.position(partition))
                    .toList()));
      }
      return rest;
    }

    private List<LaneFrame> next(Set<Integer> lane, List<Deque<LaneFrame>> rest, int most) {
      List<LaneFrame> frames = new ArrayList<>();
      for (int partition : lane) {
        for (int i = random.nextInt(most + 1); i > 0 && !rest.get(partition).isEmpty(); i--) {
          frames.add(rest.get(partition).remove());
        }
      }
      return frames;
    }

    private Batch take(Intake intake, List<LaneFrame> frames, Batch grown) {
      Resume resume = tables.resume();
      intake.advance(
          resume.partitions().stream()
              .mapToLong(resume::highestMicros)
              .max()
              .orElse(Range.NO_TIME));
      for (LaneFrame each : frames) {
        each.take(intake, frame);
        if (random.nextInt(50) == 0) {
          intake.spill(
              (bronze, quarantine, silver) -> {
                Grown.append(bronze, grown.bronze().rows());
                Grown.append(quarantine, grown.quarantine().rows());
                Grown.append(silver, grown.silver().rows());
              });
        }
      }
      return intake.cut();
    }
  }

  /** The growing tables' share of a batch of several lanes. */
  private record Grown(Pipeline pipeline) {
    Batch empty() {
      return new Batch(
          new TableBatch(new Rows(TableSchemas.bronze(pipeline.bronzeLayout())), new TreeMap<>()),
          new TableBatch(new Rows(TableSchemas.quarantine(pipeline.silver())), new TreeMap<>()),
          new TableBatch(new Rows(TableSchemas.silver(pipeline.silver())), new TreeMap<>()),
          List.of(),
          null,
          0,
          0);
    }

    static void append(Rows from, Rows to) {
      for (int row = 0; row < from.size(); row++) {
        to.append(from, row);
      }
    }

    static Batch with(Batch spilled, List<Batch> lanes, LaneJoin.Joined joined) {
      for (Batch lane : lanes) {
        add(lane.bronze(), spilled.bronze());
        add(lane.quarantine(), spilled.quarantine());
        add(lane.silver(), spilled.silver());
      }
      return new Batch(
          spilled.bronze(),
          spilled.quarantine(),
          spilled.silver(),
          joined.gold(),
          joined.gaps(),
          0,
          0);
    }

    private static void add(TableBatch lane, TableBatch all) {
      append(lane.rows(), all.rows());
      SortedMap<Integer, Range> ranges = all.ranges();
      ranges.putAll(lane.ranges());
    }
  }
}
