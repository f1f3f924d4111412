package tributary.spark.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.intake.LaneJoin;
import tributary.core.intake.LaneRule;
import tributary.core.intake.Resume;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerJson;
import tributary.core.ledger.Range;
import tributary.core.spec.Pipeline;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.StagedBatch;
import tributary.ingest.tables.Tables;
import tributary.spark.lanes.LaneOrder;
import tributary.spark.lanes.LaneResult;

/**
 * The driver's side of the runner: hands each batch to lanes, and commits what comes back to the
 * tables, each commit with its ledger. What batch Spark thinks it is counts for nothing: frames
 * that the tables have are passed over, so a batch can be handed in again. For one thread at a
 * time.
 *
 * <p>After an exception nothing can be handed in any more: each table has either committed its part
 * with its ledger or has none of it, and a new start goes on from there.
 */
public final class Batches {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  /** Beyond so many things that rows can have in common, about 200 MB, there is one lane only. */
  private static final int MOST_REMEMBERED = 2_000_000;

  private final PipelineText text;
  private final Pipeline pipeline;
  private final Tables tables;
  private final LongSupplier nanoClock;
  private final String run = UUID.randomUUID().toString();
  private LanePlan plan;
  private final LaneJoin join;
  private boolean wasUneven;
  private long batch;
  private boolean isBroken;

  /**
   * Goes on where the tables stand.
   *
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Batches(PipelineText text, Tables tables, LongSupplier nanoClock) {
    this.text = text;
    this.pipeline = text.pipeline();
    this.tables = tables;
    this.nanoClock = nanoClock;
    this.join = new LaneJoin(pipeline, history());
    this.wasUneven = isUneven();
    this.plan = plan();
  }

  private LakeHistory history() {
    return new LakeHistory(new OwnTables(tables), pipeline);
  }

  /**
   * While silver is ahead of gold, as after a crash, its rows come again and are not said to be
   * new; which of them meet is not known, so all partitions are one lane until that is over.
   */
  private boolean isUneven() {
    Resume resume = tables.resume();
    return resume.partitions().stream()
        .anyMatch(each -> resume.silver().next(each) > resume.position(each));
  }

  private LanePlan plan() {
    if (isUneven()) {
      return new LanePlan(true, 0);
    }
    LakeHistory history = history();
    LaneRule rule = LaneRule.of(pipeline);
    LanePlan begun = new LanePlan(rule instanceof LaneRule.Together, MOST_REMEMBERED);
    Resume resume = tables.resume();
    if (rule instanceof LaneRule.Apart apart && !apart.columns().isEmpty()) {
      LaneRule.remembered(
          pipeline,
          apart,
          resume,
          history,
          (what, partition) -> begun.see(Arrays.copyOf(what.array(), what.length()), partition));
    }
    if (resume.gaps() != null) {
      LaneRule.sharedProducts(resume.gaps(), begun::join);
    }
    return begun;
  }

  /** Where the tables stand. */
  public Resume resume() {
    return tables.resume();
  }

  /**
   * Takes in the frames of a batch, and commits what came of them.
   *
   * @param frames rows of Spark's Kafka source, with headers; those of a partition in the order of
   *     their offsets
   * @return empty if the tables have all of them already
   */
  public Optional<BatchReport> take(Dataset<Row> frames) {
    if (isBroken) {
      throw new IllegalStateException(
          "Cannot take in another batch after one that failed: start again");
    }
    isBroken = true;
    Optional<BatchReport> report = attempt(frames);
    isBroken = false;
    return report;
  }

  private Optional<BatchReport> attempt(Dataset<Row> frames) {
    for (int tries = 1; ; tries++) {
      long begun = nanoClock.getAsLong();
      LaneOrder order = order();
      batch++;
      List<LaneResult> results = new LaneRun(frames, order).all();
      if (results.isEmpty()) {
        return Optional.empty();
      }
      if (!haveMet(results)) {
        BatchReport report = commit(new LaneResults(pipeline, results), tries, begun);
        if (wasUneven && !isUneven()) {
          wasUneven = false;
          plan = plan();
        }
        return Optional.of(report);
      }
      LOG.info(
          "Rows of several partitions have met: {} take in the batch once more",
          plan.isTogether() ? "all together" : plan.joined());
    }
  }

  /** Whether a row could have met one of another lane: then what came of them may be wrong. */
  private boolean haveMet(List<LaneResult> results) {
    boolean have = false;
    for (LaneResult lane : results) {
      if (lane.isCrowded() && !plan.isTogether()) {
        plan.joinAll();
        have = true;
      }
      for (LaneResult.Met met : lane.met()) {
        have |= plan.see(met.what(), met.partition());
      }
    }
    return have;
  }

  private LaneOrder order() {
    Resume resume = tables.resume();
    List<Ledger> ledgers =
        new ArrayList<>(List.of(resume.bronze(), resume.quarantine(), resume.silver()));
    ledgers.addAll(resume.gold());
    if (resume.gaps() != null) {
      ledgers.add(resume.gaps());
    }
    ArrayList<String> jsons = new ArrayList<>();
    ledgers.forEach(each -> jsons.add(LedgerJson.write(each)));
    return new LaneOrder(
        run,
        batch,
        text.fileName(),
        text.text(),
        tables.places(),
        jsons,
        positions(resume),
        resume.partitions().stream().mapToLong(resume::highestMicros).max().orElse(Range.NO_TIME),
        new ArrayList<>(plan.joined()),
        plan.isTogether());
  }

  private static TreeMap<Integer, Long> positions(Resume resume) {
    TreeMap<Integer, Long> positions = new TreeMap<>();
    resume.partitions().forEach(each -> positions.put(each, resume.position(each)));
    return positions;
  }

  private BatchReport commit(LaneResults results, int tries, long begun) {
    long taken = nanoClock.getAsLong();
    Set<Integer> known = tables.resume().partitions();
    results.all().forEach(lane -> known.addAll(lane.partitions().keySet()));
    LaneJoin.Joined joined = join.join(results.cuts(partition -> plan.laneOf(partition, known)));
    StagedBatch staged =
        new StagedBatch(
            results.bronze(), results.quarantine(), results.silver(), joined.gold(), joined.gaps());
    int commits = tables.commit(staged);
    return new BatchReport(
        batch - 1,
        results.all().stream().mapToLong(LaneResult::frames).sum(),
        results.all().stream().mapToLong(LaneResult::bytes).sum(),
        counts(staged.silver().ranges()),
        results.all().stream().mapToLong(LaneResult::late).sum(),
        results.all().size(),
        (int) results.all().stream().filter(LaneResult::restored).count(),
        tries,
        positions(tables.resume()),
        results.all().stream().mapToLong(LaneResult::newestMicros).max().orElse(0),
        taken - begun,
        nanoClock.getAsLong() - taken,
        commits);
  }

  private static Counts counts(SortedMap<Integer, Range> ranges) {
    Counts counts = Counts.NONE;
    for (Range range : ranges.values()) {
      counts = counts.plus(range.counts());
    }
    return counts;
  }
}
