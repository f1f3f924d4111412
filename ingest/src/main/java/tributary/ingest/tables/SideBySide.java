package tributary.ingest.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does several things at a time on threads of its own, and waits for all of them: most of what
 * writing a small file takes is waiting for the disk.
 */
final class SideBySide implements AutoCloseable {
  private final ExecutorService threads;

  SideBySide(int threads) {
    this.threads =
        Executors.newFixedThreadPool(threads, task -> new Thread(task, "tributary-tables"));
  }

  /**
   * Answers in the order of the work; all of it has ended then.
   *
   * @throws RuntimeException what went wrong first, in that order
   */
  <T> List<T> all(List<Callable<T>> work) {
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(work)) {
        answers.add(done.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("Cannot write a batch: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot write a batch: interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
