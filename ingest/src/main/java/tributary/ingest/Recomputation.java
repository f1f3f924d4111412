package tributary.ingest;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.intake.Intake;
import tributary.core.intake.Resume;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.spec.Pipeline;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Lake;

/**
 * Fills an empty lake with what a pipeline makes of frames, by the very code that fills the tables
 * of a run. Bronze is left out: it passes for a table that is ahead of all others, as after a
 * crash. For one thread; close it before the lake.
 */
public final class Recomputation implements AutoCloseable {
  private static final long BATCH_BYTES = 32L << 20;
  private static final long BATCH_FRAMES = 200_000;

  private final Tables tables;
  private final BatchWriter writer;
  private final Intake intake;
  private final Ledger bronze;

  /** Is told how far recomputing has come. */
  @FunctionalInterface
  public interface Watch {
    /**
     * @param frames how many were taken in
     * @param of how many there are
     */
    void recomputed(long frames, long of);
  }

  /**
   * Tables to compare others with.
   *
   * @param bronze the ledger of the bronze table that the frames come from: no frame lies beyond it
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Recomputation(Pipeline pipeline, Lake empty, Ledger bronze, LongSupplier nanoClock) {
    this(pipeline, empty, bronze, null, nanoClock);
  }

  /**
   * Tables that may take the places of others.
   *
   * @param bronze the ledger of the bronze table that the frames come from: no frame lies beyond it
   * @param rebuiltAt tells them from those whose places they take
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Recomputation(
      Pipeline pipeline,
      Lake empty,
      Ledger bronze,
      @Nullable Instant rebuiltAt,
      LongSupplier nanoClock) {
    this.bronze = bronze;
    Ledger nothing =
        new Ledger(bronze.topic(), bronze.topicId(), Collections.emptySortedMap(), rebuiltAt);
    tables = new Tables(empty, pipeline, nothing);
    writer = new BatchWriter(tables, new Progress(), nanoClock, () -> {});
    Resume none = tables.resume();
    Resume resume = new Resume(bronze, none.quarantine(), none.silver(), none.gold(), none.gaps());
    intake =
        new Intake(pipeline, resume, new LakeHistory(new AwaitedTables(tables, writer), pipeline));
  }

  /**
   * Takes in the next frame; those of a partition come in the order of their offsets.
   *
   * @throws RuntimeException what went wrong with writing
   */
  public void take(Frame frame) {
    intake.take(frame);
    if (intake.bytes() >= BATCH_BYTES || intake.frames() >= BATCH_FRAMES) {
      writer.write(intake::cut, new TreeMap<>());
    }
  }

  /**
   * Writes what is still in memory. All tables stand where bronze stands then, also where it has
   * lost its last frames.
   */
  public void finish() {
    boolean isUnfinished = intake.frames() > 0;
    for (Map.Entry<Integer, Range> each : bronze.partitions().entrySet()) {
      isUnfinished |= intake.position(each.getKey()) < each.getValue().next();
      intake.passOver(each.getKey(), each.getValue().next());
    }
    if (isUnfinished) {
      writer.write(intake::cut, new TreeMap<>());
    }
    writer.awaitIdle();
  }

  @Override
  public void close() {
    writer.close();
    tables.close();
  }
}
