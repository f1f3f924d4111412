package tributary.ingest;

import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.intake.Batch;
import tributary.ingest.tables.Tables;

/**
 * Writes batches on a thread of its own, one at a time: while one is written the next is filled. At
 * most one is ever waiting, so a slow disk slows the reading down.
 */
final class BatchWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
  static final long CLOSE_SECONDS = 60;

  private final Tables tables;
  private final Progress progress;
  private final LongSupplier nanoClock;
  private final Runnable afterCommit;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "tributary-writer"));
  private @Nullable Future<?> underWay;
  private long batches;

  BatchWriter(Tables tables, Progress progress, LongSupplier nanoClock, Runnable afterCommit) {
    this.tables = tables;
    this.progress = progress;
    this.nanoClock = nanoClock;
    this.afterCommit = afterCommit;
  }

  /**
   * Waits for the batch before, then cuts the next one and begins to write it. Not cut earlier: the
   * cut takes back the rows that the batch before was written from.
   *
   * @param positions where each partition stands once the batch is in the tables
   */
  void write(Supplier<Batch> cut, SortedMap<Integer, Long> positions) {
    awaitIdle();
    Batch batch = cut.get();
    batches++;
    underWay =
        thread.submit(
            () -> {
              long started = nanoClock.getAsLong();
              int commits = tables.commit(batch);
              progress.committed(
                  batch,
                  positions,
                  tables.rows(),
                  tables.gaps(),
                  commits,
                  nanoClock.getAsLong() - started);
              afterCommit.run();
            });
  }

  /** How many batches were handed in. */
  long batches() {
    return batches;
  }

  boolean isIdle() {
    return underWay == null || underWay.isDone();
  }

  /** Throws what went wrong with the last batch, if it is done and something did. */
  void refuseAfterFailure() {
    if (underWay != null && underWay.isDone()) {
      awaitIdle();
    }
  }

  /**
   * Waits until the last batch is in the tables.
   *
   * @throws RuntimeException what went wrong with it
   */
  void awaitIdle() {
    if (underWay == null) {
      return;
    }
    try {
      underWay.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IngestException("Cannot write a batch: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("Cannot wait for a batch: interrupted", e);
    }
  }

  /** Waits for the batch under way, a minute at most: the tables are closed after this. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("A batch is still being written after {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
