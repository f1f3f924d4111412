package tributary.spark;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.streaming.StreamingQueryException;
import tributary.core.ledger.Counts;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Store;
import tributary.ingest.tables.Tables;
import tributary.lake.Format;
import tributary.lake.Lake;
import tributary.spark.batch.Batches;
import tributary.spark.query.StreamRun;

/** All parts of a job, from its session to its query; ended in the other order. */
final class JobRun implements AutoCloseable {
  /** Spark ends itself with a lower one: the tables are closed before. */
  private static final int HOOK_PRIORITY = 100;

  private static final Duration LONGEST_STOP = Duration.ofMinutes(5);

  private final Session session;
  private final Lake lake;
  private final Tables tables;
  private final Progress progress;
  private final StreamRun query;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook = this::stopAndWait;

  private JobRun(Session session, Lake lake, Tables tables, Progress progress, StreamRun query) {
    this.session = session;
    this.lake = lake;
    this.tables = tables;
    this.progress = progress;
    this.query = query;
  }

  /**
   * Starts everything.
   *
   * @param err where progress is shown
   */
  static JobRun start(JobSettings settings, PrintWriter err) {
    Pipeline pipeline = settings.pipeline().pipeline();
    Session session = Session.open(pipeline.name());
    Lake lake = Lake.open(settings.tables(), format(pipeline.store()), InstantSource.system());
    try {
      Tables tables =
          new Tables(lake, pipeline, StreamRun.topicId(pipeline.topic().name(), settings.client()));
      Progress progress = new Progress(err, System::nanoTime);
      Batches batches = new Batches(settings.pipeline(), tables, System::nanoTime);
      StreamRun query =
          StreamRun.start(
              session.spark(),
              pipeline.topic().name(),
              settings.client(),
              batches,
              settings.pace(),
              settings.mostPerBatch(),
              settings.checkpoints(),
              progress::took);
      JobRun run = new JobRun(session, lake, tables, progress, query);
      ShutdownHookManager.get()
          .addShutdownHook(run.hook, HOOK_PRIORITY, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      return run;
    } catch (RuntimeException e) {
      lake.close();
      throw e;
    }
  }

  private static Format format(Store store) {
    return store == Store.ICEBERG ? new Format.Iceberg(Map.of()) : new Format.Delta();
  }

  /** Waits until the query ends. */
  void await() throws StreamingQueryException {
    query.await();
  }

  /** Says what became of all frames. */
  void tell(PrintWriter out) {
    Counts counts = progress.counts();
    out.printf(
        "frames %,d = silver %,d + quarantine %,d + control %,d + duplicates %,d%n",
        progress.frames() + counts.extra(),
        counts.silver(),
        counts.quarantine(),
        counts.control(),
        counts.duplicates());
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
