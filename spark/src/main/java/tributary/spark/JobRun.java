package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Counts;
import tributary.core.spec.Pipeline;
import tributary.ingest.stores.Copiers;
import tributary.ingest.tables.Tables;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.copy.Copier;
import tributary.spark.batch.BatchReport;
import tributary.spark.batch.Batches;
import tributary.spark.catalog.CatalogCopies;
import tributary.spark.files.LocalCheckpoints;
import tributary.spark.metrics.LagListener;
import tributary.spark.metrics.RunMetrics;
import tributary.spark.metrics.RunMetrics.RunFigures;
import tributary.spark.query.Pace;
import tributary.spark.query.StreamRun;

/** All parts of a job, from its session to its query; ended in the other order. */
final class JobRun implements AutoCloseable {
  /** Spark ends itself with a lower one: the tables are closed before. */
  private static final int HOOK_PRIORITY = 100;

  private static final Duration LONGEST_STOP = Duration.ofMinutes(5);

  private final JobSettings settings;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Session session;
  private final JobCopies copies;
  private final Progress progress;
  private final StreamRun query;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook = this::stopAndWait;

  /**
   * Starts everything.
   *
   * @param err where progress is shown
   * @throws RuntimeException if a part cannot start; what was started is ended again
   */
  JobRun(JobSettings settings, PrintWriter err) {
    this.settings = settings;
    Pipeline pipeline = settings.pipeline().pipeline();
    try {
      session = keep(Session.open(pipeline.name(), settings.checkpoints()));
      Lake lake =
          keep(
              Lake.open(
                  settings.tables(),
                  settings.stores().format(pipeline.store()),
                  InstantSource.system()));
      // Of runs before: while the lake is ours, no other run uses them.
      LocalCheckpoints.deleteAll(JobSettings.ownCheckpoints(settings.data()));
      Tables tables =
          keep(
              new Tables(
                  lake, pipeline, StreamRun.topicId(pipeline.topic().name(), settings.client())));
      progress = keep(progress(err));
      Batches batches = new Batches(settings.pipeline(), tables, System::nanoTime);
      copies = keep(new JobCopies(copiers(), System::nanoTime));
      query =
          keep(
              StreamRun.start(
                  session.spark(),
                  pipeline.topic().name(),
                  settings.client(),
                  batches,
                  settings.pace(),
                  settings.mostPerBatch(),
                  settings.checkpoints(),
                  this::took));
    } catch (Throwable e) {
      try {
        end();
      } catch (JobFailedException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
    ShutdownHookManager.get()
        .addShutdownHook(hook, HOOK_PRIORITY, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private Progress progress(PrintWriter err) {
    RunMetrics metrics = new RunMetrics();
    StatusText status = new StatusText(settings.data(), InstantSource.system());
    LagListener listener = new LagListener(metrics, () -> status.write(metrics.figures()));
    session.spark().streams().addListener(listener);
    keep(() -> session.spark().streams().removeListener(listener));
    return new Progress(metrics, status, err, System::nanoTime);
  }

  private List<Copier> copiers() {
    Pipeline pipeline = settings.pipeline().pipeline();
    Catalog lake = settings.stores().catalog(settings.tables(), pipeline.store());
    InstantSource wall = InstantSource.system();
    List<Copier> copiers =
        new ArrayList<>(
            Copiers.of(
                settings.stores(), pipeline, lake, wall, System::nanoTime, new SplittableRandom()));
    if (settings.publish() != null) {
      copiers.add(
          new Copier(
              settings.publish(),
              lake,
              CatalogCopies.of(
                  session.spark(), pipeline, settings.publish(), settings.publishing()),
              wall,
              System::nanoTime,
              new SplittableRandom()));
    }
    return copiers;
  }

  private void took(BatchReport batch) {
    progress.took(batch);
    copies.wake();
  }

  /** Waits until the query ends; one that ends by itself ends with the copies caught up. */
  void await() throws StreamingQueryException {
    query.await();
    if (settings.pace() instanceof Pace.AvailableNow) {
      copies.settle();
    }
  }

  /**
   * Says what became of all frames.
   *
   * @throws JobFailedException if a copy is not what it should be
   */
  void tell(PrintWriter out) {
    RunFigures figures = progress.figures();
    Counts counts = figures.counts();
    out.printf(
        "frames %,d = silver %,d + quarantine %,d + control %,d + duplicates %,d%n",
        figures.frames() + counts.extra(),
        counts.silver(),
        counts.quarantine(),
        counts.control(),
        counts.duplicates());
    copies.tell(out);
    out.flush();
    copies
        .trouble()
        .ifPresent(
            why -> {
              throw new JobFailedException(
                  "All frames are in the tables, but not in all copies: " + why);
            });
  }

  private void stopAndWait() {
    try {
      copies.stop();
      query.close();
      ended.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  /** Ends all parts, whatever one of them does; the first failure is thrown at last. */
  private void end() {
    @Nullable JobFailedException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new JobFailedException("Cannot end the job in order: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    ended.countDown();
    if (failure != null) {
      throw failure;
    }
  }
}
