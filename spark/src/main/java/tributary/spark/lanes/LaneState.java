package tributary.spark.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.intake.Batch;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Intake;
import tributary.core.intake.Lane;
import tributary.core.intake.LaneRule;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.ingest.tables.LakeHistory;
import tributary.lake.StagedRows;
import tributary.lake.StagingPlace;

/**
 * A lane in an executor: what it remembers from batch to batch, which is but a copy of what the
 * tables say, and the files of the batch under way. For one thread at a time.
 */
final class LaneState implements AutoCloseable {
  private static final long SPILL_BYTES = 32L << 20;

  /** With more things that rows can have in common, all partitions are to be one lane. */
  private static final int MOST_MET = 200_000;

  private final Set<Integer> partitions;
  private final Intake intake;
  private final LaneTables tables;
  private final StagingPlace.Writer bronze;
  private final StagingPlace.Writer quarantine;
  private final StagingPlace.Writer silver;
  private final @Nullable KeyReader meeting;
  private final int partitionColumn;
  private final KeyTable met = new KeyTable();
  private final Frame frame = new Frame();
  private Share share = new Share();
  private long lateBefore;

  /** What there is of the batch under way. */
  private static final class Share {
    final ArrayList<StagedRows> bronze = new ArrayList<>();
    final ArrayList<StagedRows> quarantine = new ArrayList<>();
    final ArrayList<StagedRows> silver = new ArrayList<>();
    final ArrayList<LaneResult.Met> met = new ArrayList<>();
    final TreeMap<Integer, Long> partitions = new TreeMap<>();
    long frames;
    long bytes;
  }

  /**
   * Goes on where the tables stand.
   *
   * @param partitions of the lane; empty for all
   */
  LaneState(LaneOrder order, Pipeline pipeline, Set<Integer> partitions) {
    this.partitions = partitions;
    this.tables = new LaneTables(pipeline, partitions, order);
    this.intake =
        new Intake(
            pipeline,
            order.resume(pipeline),
            new LakeHistory(tables, pipeline),
            partitions.isEmpty() ? Lane.ALL : Lane.of(partitions));
    tables.restored();
    this.bronze = order.places().bronze().open(TableSchemas.bronze(pipeline.bronzeLayout()));
    this.quarantine = order.places().quarantine().open(TableSchemas.quarantine(pipeline.silver()));
    this.silver = order.places().silver().open(TableSchemas.silver(pipeline.silver()));
    this.partitionColumn = TableSchemas.silver(pipeline.silver()).indexOf(TableSchemas.PARTITION);
    this.meeting =
        !partitions.isEmpty()
                && LaneRule.of(pipeline) instanceof LaneRule.Apart apart
                && !apart.columns().isEmpty()
            ? LaneRule.reader(apart, TableSchemas.silver(pipeline.silver()))
            : null;
  }

  /** Whether it stands exactly where the tables do, which may not know a partition yet. */
  boolean isAt(LaneOrder order) {
    return !isBehind(order)
        && intake.positions().entrySet().stream()
            .allMatch(each -> each.getValue() == order.position(each.getKey()));
  }

  /** Whether the tables have gone on without it. */
  boolean isBehind(LaneOrder order) {
    return order.positions().entrySet().stream()
        .filter(each -> partitions.isEmpty() || partitions.contains(each.getKey()))
        .anyMatch(each -> intake.position(each.getKey()) < each.getValue());
  }

  /** Begins with a batch. */
  void begin(LaneOrder order) {
    tables.at(order);
    intake.advance(order.highestMicros());
    share = new Share();
    lateBefore = intake.late();
  }

  /** Takes in the frame of a row; one that the tables have already is passed over. */
  void take(KafkaFrames frames, InternalRow row) {
    int partition = frames.partition(row);
    if (frames.offset(row) < intake.position(partition)) {
      return;
    }
    frames.fill(frame, row);
    intake.take(frame);
    share.frames++;
    share.bytes += frame.value == null ? 0 : frame.value.length;
    share.partitions.put(partition, frame.offset);
    if (intake.bytes() >= SPILL_BYTES) {
      intake.spill(this::stage);
    }
  }

  private void stage(Rows bronzeRows, Rows quarantineRows, Rows silverRows) {
    bronze.stage(bronzeRows).ifPresent(share.bronze::add);
    quarantine.stage(quarantineRows).ifPresent(share.quarantine::add);
    silver.stage(silverRows).ifPresent(share.silver::add);
    note(silverRows);
  }

  private void note(Rows silverRows) {
    if (meeting == null || met.size() >= MOST_MET) {
      return;
    }
    for (int row = 0; row < silverRows.size(); row++) {
      meeting.read(silverRows, row);
      int known = met.size();
      if (met.add(meeting.array(), meeting.length()) == known) {
        share.met.add(
            new LaneResult.Met(
                Arrays.copyOf(meeting.array(), meeting.length()),
                (int) silverRows.longs(partitionColumn).get(row)));
      }
    }
  }

  /** Ends the batch; empty if it had no frame. */
  Optional<LaneResult> finish(boolean restored) {
    if (share.frames == 0) {
      return Optional.empty();
    }
    Batch batch = intake.cut();
    stage(batch.bronze().rows(), batch.quarantine().rows(), batch.silver().rows());
    ArrayList<LaneResult.Ranges> ranges = new ArrayList<>();
    ranges.add(LaneResult.Ranges.of(batch.bronze().ranges()));
    ranges.add(LaneResult.Ranges.of(batch.quarantine().ranges()));
    ranges.add(LaneResult.Ranges.of(batch.silver().ranges()));
    ArrayList<LaneResult.Changes> gold = new ArrayList<>();
    batch.gold().forEach(each -> gold.add(changes(each)));
    if (batch.gaps() != null) {
      gold.add(changes(batch.gaps()));
    }
    return Optional.of(
        new LaneResult(
            share.partitions,
            share.bronze,
            share.quarantine,
            share.silver,
            ranges,
            gold,
            share.met,
            share.frames,
            share.bytes,
            batch.newestMicros(),
            intake.late() - lateBefore,
            meeting != null && met.size() >= MOST_MET,
            restored));
  }

  private static LaneResult.Changes changes(GoldBatch batch) {
    return LaneResult.Changes.of(batch.cut(), batch.ranges());
  }

  @Override
  public void close() {
    bronze.close();
    quarantine.close();
    silver.close();
  }
}
