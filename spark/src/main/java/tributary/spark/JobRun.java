package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.streaming.StreamingQueryException;
import tributary.core.ledger.Counts;
import tributary.core.spec.Pipeline;
import tributary.ingest.stores.Copiers;
import tributary.ingest.tables.Tables;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyTarget;
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

  private final Session session;
  private final Lake lake;
  private final Tables tables;
  private final JobCopies copies;
  private final Progress progress;
  private final StreamRun query;
  private final boolean endsByItself;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook = this::stopAndWait;

  private JobRun(
      Session session,
      Lake lake,
      Tables tables,
      JobCopies copies,
      Progress progress,
      StreamRun query,
      boolean endsByItself) {
    this.session = session;
    this.lake = lake;
    this.tables = tables;
    this.copies = copies;
    this.progress = progress;
    this.query = query;
    this.endsByItself = endsByItself;
  }

  /**
   * Starts everything.
   *
   * @param err where progress is shown
   */
  static JobRun start(JobSettings settings, PrintWriter err) {
    Pipeline pipeline = settings.pipeline().pipeline();
    Session session = Session.open(pipeline.name(), settings.checkpoints());
    Lake lake =
        Lake.open(
            settings.tables(), settings.stores().format(pipeline.store()), InstantSource.system());
    // Of runs before: while the lake is ours, no other run uses them.
    LocalCheckpoints.deleteAll(settings.ownCheckpoints());
    try {
      JobRun run = start(settings, session, lake, err);
      ShutdownHookManager.get()
          .addShutdownHook(run.hook, HOOK_PRIORITY, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      return run;
    } catch (RuntimeException e) {
      lake.close();
      session.close();
      throw e;
    }
  }

  private static JobRun start(JobSettings settings, Session session, Lake lake, PrintWriter err) {
    Pipeline pipeline = settings.pipeline().pipeline();
    Tables tables =
        new Tables(lake, pipeline, StreamRun.topicId(pipeline.topic().name(), settings.client()));
    RunMetrics metrics = new RunMetrics();
    session.spark().streams().addListener(new LagListener(metrics));
    StatusText status = new StatusText(settings.data(), InstantSource.system());
    Progress progress = new Progress(metrics, status, err, System::nanoTime);
    Batches batches = new Batches(settings.pipeline(), tables, System::nanoTime);
    JobCopies copies = new JobCopies(copiers(settings, session));
    StreamRun query =
        StreamRun.start(
            session.spark(),
            pipeline.topic().name(),
            settings.client(),
            batches,
            settings.pace(),
            settings.mostPerBatch(),
            settings.checkpoints(),
            batch -> took(batch, progress, copies));
    return new JobRun(
        session,
        lake,
        tables,
        copies,
        progress,
        query,
        settings.pace() instanceof Pace.AvailableNow);
  }

  private static List<Copier> copiers(JobSettings settings, Session session) {
    Pipeline pipeline = settings.pipeline().pipeline();
    Catalog lake = settings.stores().catalog(settings.tables(), pipeline.store());
    InstantSource wall = InstantSource.system();
    List<Copier> copiers =
        new ArrayList<>(
            Copiers.of(
                settings.stores(), pipeline, lake, wall, System::nanoTime, new SplittableRandom()));
    if (settings.publish() != null) {
      List<CopyTarget> targets =
          CatalogCopies.of(session.spark(), pipeline, settings.publish(), settings.publishing());
      copiers.add(
          new Copier(
              settings.publish(), lake, targets, wall, System::nanoTime, new SplittableRandom()));
    }
    return copiers;
  }

  private static void took(BatchReport batch, Progress progress, JobCopies copies) {
    progress.took(batch);
    copies.wake();
  }

  /** Waits until the query ends; one that ends by itself ends with the copies caught up. */
  void await() throws StreamingQueryException {
    query.await();
    if (endsByItself) {
      copies.settle();
    }
  }

  /** Says what became of all frames. */
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
  }

  private void stopAndWait() {
    try {
      query.close();
      ended.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Cannot stop the query: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws TimeoutException {
    try {
      query.close();
    } finally {
      copies.close();
      progress.ended();
      tables.close();
      lake.close();
      ended.countDown();
      session.close();
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        ShutdownHookManager.get().removeShutdownHook(hook);
      }
    }
  }
}
