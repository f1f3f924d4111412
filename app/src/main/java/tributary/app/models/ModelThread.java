package tributary.app.models;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the models that have a period while the pipeline runs, one at a time on a thread of its own
 * named {@code tributary-models}. One that fails is tried again when it is due; the others and the
 * run go on.
 */
public final class ModelThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelThread.class);
  private static final long LOOK_MILLIS = 200;
  private static final Duration LONGEST_END = Duration.ofMinutes(5);
  private static final Duration LONGEST_BREAK = Duration.ofSeconds(30);

  /** How long {@link #close} waits at most. */
  public static final Duration LONGEST_CLOSE = LONGEST_END.plus(LONGEST_BREAK.multipliedBy(2));

  private final List<ModelFile> models;
  private final Maker maker;
  private final Schedule schedule;
  private final SortedMap<String, String> failures = new ConcurrentSkipListMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Duration longestEnd;
  private final Thread thread = thread("tributary-models", this::run);
  private volatile boolean isCompleting;

  /**
   * @param models each with a period
   * @param nanos a monotonic clock in nanoseconds
   */
  public ModelThread(List<ModelFile> models, Maker maker, LongSupplier nanos) {
    this(models, maker, nanos, LONGEST_END);
  }

  /**
   * @param longestEnd how long making them once more may take at the end
   */
  ModelThread(List<ModelFile> models, Maker maker, LongSupplier nanos, Duration longestEnd) {
    this.longestEnd = longestEnd;
    this.models = List.copyOf(models);
    this.maker = maker;
    this.schedule = new Schedule(models, nanos);
  }

  /** Starts making them; where there are none, there is nothing to start. */
  public void start() {
    if (!models.isEmpty()) {
      thread.start();
    }
  }

  /** What went wrong with each model when it was to be made last; any thread may ask. */
  public List<String> failures() {
    return failures.entrySet().stream()
        .map(each -> "model " + each.getKey() + ": " + each.getValue())
        .toList();
  }

  /** All that the tables will hold is in them: makes all models once more at the end. */
  public void completeAtEnd() {
    isCompleting = true;
  }

  /**
   * Ends the thread; a question that it is asking is broken off. Waits at most {@link
   * #LONGEST_CLOSE}: what is not made at the end by then is among the failures. Does nothing the
   * second time.
   */
  @Override
  public void close() {
    if (stop.getCount() == 0) {
      return;
    }
    stop.countDown();
    end(thread, Duration.ZERO);
    if (isCompleting) {
      maker.resume();
      Thread last = thread("tributary-models-end", () -> models.forEach(this::make));
      last.start();
      end(last, longestEnd);
    }
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for a thread, and after this time breaks off what it asks. */
  private void end(Thread ending, Duration grace) {
    try {
      if (!grace.isZero()) {
        ending.join(grace.toMillis());
      }
      long looks = LONGEST_BREAK.toMillis() / LOOK_MILLIS;
      for (long look = 0; ending.isAlive() && look < looks; look++) {
        maker.stop();
        ending.join(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ending.isAlive()) {
      LOG.warn("A model is still being made; the next run makes it again if it has to");
    }
  }

  private void run() {
    try {
      while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        makeDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes those that are due. */
  void makeDue() {
    for (ModelFile model : schedule.due()) {
      if (stop.getCount() > 0) {
        make(model);
        schedule.done(model);
      }
    }
  }

  private void make(ModelFile model) {
    try {
      Outcome outcome = maker.make(model);
      failures.remove(model.table());
      LOG.info("Model {}: {}", model.table(), outcome);
    } catch (RuntimeException e) {
      failed(model.table(), e);
    }
  }

  /** Says each thing once, however often it happens. */
  private void failed(String table, RuntimeException failure) {
    boolean isStopping = stop.getCount() == 0 && !isCompleting;
    String message = Objects.toString(failure.getMessage(), failure.toString());
    if (!isStopping && !message.equals(failures.put(table, message))) {
      LOG.warn("Cannot make model {}; it is tried again when it is due: {}", table, message);
    }
  }
}
