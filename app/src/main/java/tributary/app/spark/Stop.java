package tributary.app.spark;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when this process is told to end: the job that runs is told too, and everything is
 * closed before the JVM goes. For the thread that opened it, but for its hook.
 */
public final class Stop implements AutoCloseable {
  /** A job may take five minutes for its last batch. */
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "tributary-stop-job");
  private @Nullable Process running;
  private boolean isAsked;

  /** From here on the end of the process waits for {@link #close}. */
  public Stop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether this process has been told to end. */
  public synchronized boolean isAsked() {
    return isAsked;
  }

  /** A process that is to end with this one. */
  synchronized void watch(Process process) {
    running = process;
    if (isAsked) {
      process.destroy();
    }
  }

  private synchronized void ask() {
    isAsked = true;
    if (running != null) {
      running.destroy();
    }
  }

  private void stopAndWait() {
    ask();
    try {
      closed.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending, and waits for nothing else of ours.
    }
  }
}
